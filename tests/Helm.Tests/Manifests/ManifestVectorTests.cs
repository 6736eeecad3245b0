using System.Text.Json;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Manifests;
using Steersman.Helm.Releases;
using Steersman.Helm.Tests.Support;
using Steersman.Vectors;

namespace Steersman.Helm.Tests.Manifests;

[Category("Vectors")]
public sealed class ManifestVectorTests
{
    [Test]
    public void Manifests_are_split_and_sorted_as_Helm_does_it() => VectorGroup.Run("engine/manifests", Judge);

    private static string? Judge(JsonElement vector)
    {
        string function = vector.GetProperty("fn").GetString()!;
        return function switch
        {
            "SplitManifests" => VectorValues.Compare(vector.GetProperty("out"), Texts(ManifestText.Split(vector.GetProperty("in").GetString()!))),
            "InstallOrder" => VectorValues.Compare(vector.GetProperty("out"), Texts(KindOrder.Install.Kinds)),
            "UninstallOrder" => VectorValues.Compare(vector.GetProperty("out"), Texts(KindOrder.Uninstall.Kinds)),
            "SortManifests" => JudgeSort(vector),
            "manifest" => JudgeManifest(vector),
            "postrender" => PostRenderVectors.Judge(vector),
            "SortByRevision" or "SortByDate" => JudgeReleaseOrder(vector, function),
            _ => $"no such function: {function}",
        };
    }

    private static string? JudgeSort(JsonElement vector)
    {
        List<string> warnings = [];
        KindOrder order = vector.GetProperty("order").GetString() == "install" ? KindOrder.Install : KindOrder.Uninstall;
        SortedManifests sorted = ManifestSorter.Sort(Files(vector.GetProperty("files")), order, warning => warnings.Add("INFO " + warning));
        return VectorValues.First(
            VectorValues.Compare(VectorValues.Text(vector, "error"), sorted.Error),
            VectorValues.Compare(vector.GetProperty("hooks"), Hooks(sorted)),
            VectorValues.Compare(vector.GetProperty("manifests"), Value.FromList(new ValueList(GoType.AnySlice, [.. sorted.Manifests.Select(Show)]))),
            VectorValues.CompareWarnings(vector, warnings));
    }

    /// <summary>Templates without actions: what is rendered is what they hold.</summary>
    private static string? JudgeManifest(JsonElement vector)
    {
        Dictionary<string, string> files = Files(vector.GetProperty("templates")).ToDictionary(file => "c/" + file.Key, file => file.Value);
        SortedManifests sorted = ManifestSorter.Sort(files, KindOrder.Install);
        return VectorValues.First(
            VectorValues.Compare(VectorValues.Text(vector, "error"), sorted.Error),
            sorted.Error is null ? VectorValues.Compare(VectorValues.Text(vector, "manifest"), ManifestText.Join(sorted.Manifests)) : null,
            sorted.Error is null ? VectorValues.Compare(vector.GetProperty("hooks"), Hooks(sorted)) : null);
    }

    private static string? JudgeReleaseOrder(JsonElement vector, string function)
    {
        int position = 0;
        DateTimeOffset newest = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        List<Release> releases = [.. vector.GetProperty("in").EnumerateArray().Select(text =>
        {
            string[] parts = text.GetString()!.Split(".v");
            return new Release { Name = parts[0], Version = int.Parse(parts[1]), Info = new ReleaseInfo { LastDeployed = new Timestamp(newest.AddHours(-position++)) } };
        })];
        Value sorted = function == "SortByDate"
            ? Texts(ReleaseOrder.ByDate(releases).Select(release => $"{release.Name}.v{release.Version}"))
            : Value.FromList(new ValueList(GoType.AnySlice, [.. ReleaseOrder.ByRevision(releases).Select(release => Value.FromInt(release.Version))]));
        return VectorValues.Compare(vector.GetProperty("out"), sorted);
    }

    private static Dictionary<string, string> Files(JsonElement files) => files.EnumerateObject().ToDictionary(file => file.Name, file => file.Value.GetString()!);

    private static Value Texts(IEnumerable<string> texts) => Value.FromList(ValueList.OfStrings(texts));

    private static Value Show(Manifest manifest)
    {
        ValueMap head = new();
        head["apiVersion"] = Value.FromString(manifest.Head.ApiVersion);
        head["kind"] = Value.FromString(manifest.Head.Kind);
        if (manifest.Head.HasMetadata)
        {
            ValueMap metadata = new();
            metadata["name"] = Value.FromString(manifest.Head.Name);
            metadata["annotations"] = manifest.Head.Annotations is null ? Value.Nil : GoJson.Parse(JsonSerializer.Serialize(manifest.Head.Annotations));
            head["metadata"] = Value.FromMap(metadata);
        }

        ValueMap map = new();
        map["name"] = Value.FromString(manifest.Name);
        map["content"] = Value.FromString(manifest.Content);
        map["head"] = Value.FromMap(head);
        return Value.FromMap(map);
    }

    internal static Value Hooks(SortedManifests sorted) => Value.FromList(new ValueList(GoType.AnySlice, [.. sorted.Hooks.Select(hook =>
    {
        ValueMap map = new();
        map["name"] = Value.FromString(hook.Name);
        map["kind"] = Value.FromString(hook.Kind);
        map["path"] = Value.FromString(hook.Path);
        map["manifest"] = Value.FromString(hook.Manifest);
        map["events"] = Texts(hook.Events!);
        map["weight"] = Value.FromInt(hook.Weight);
        map["deletePolicies"] = Texts(hook.DeletePolicies!);
        map["outputLogPolicies"] = Texts(hook.OutputLogPolicies!);
        return Value.FromMap(map);
    })]));
}
