using System.Text.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Tests.Support;
using Steersman.Helm.Values;
using Steersman.Operator.Api;
using Steersman.Operator.Api.Flux;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Values;
using Steersman.Vectors;

namespace Steersman.Releases.Tests.Values;

[Category("Vectors")]
internal sealed class FluxValuesVectorTests
{
    [Test]
    public void Values_names_and_digests_are_composed_as_Flux_composes_them() => VectorGroup.Run("engine/flux-values", Judge);

    private static string? Judge(JsonElement vector) => vector.GetProperty("fn").GetString() switch
    {
        "ChartValuesFromReferences" => JudgeReferences(vector),
        "MergeMaps" => VectorValues.Compare(vector.GetProperty("out"), Value.FromMap(ValuesReader.MergeMaps(VectorValues.Map(vector, "a") ?? new ValueMap(), VectorValues.Map(vector, "b") ?? new ValueMap()))),
        "DigestValues" => VectorValues.Compare(vector.GetProperty("sha256").GetString(), ValuesDigest.Of(TypedValues(vector))),
        "VerifyValues" => (ValuesDigest.Of(VectorValues.Map(vector, "values")) == vector.GetProperty("digest").GetString()) == vector.GetProperty("out").GetBoolean() ? null : "the digest differs",
        "HelmRelease getters" => JudgeGetters(vector),
        "Snapshots" => JudgeSnapshots(vector),
        { } other => $"no counterpart of {other}",
        null => "no function",
    };

    private static string? JudgeReferences(JsonElement vector)
    {
        if (JudgeUnsupportedKind(vector) is { } verdict)
        {
            return verdict.Length == 0 ? null : verdict;
        }

        ValueMap values;
        try
        {
            ValuesReference[] references = vector.GetProperty("valuesFrom") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(Reference)] : [];
            values = ValuesComposer.Compose(VectorValues.Map(vector, "values"), references, reference => Content(vector, reference), vector.GetProperty("namespace").GetString()!);
        }
        catch (ValuesReferenceException exception)
        {
            return VectorValues.Compare(VectorValues.Text(vector, "error"), exception.Message);
        }

        return VectorValues.Text(vector, "error") is { } error
            ? $"composed, want error {error}"
            : VectorValues.First(
                VectorValues.Compare(vector.GetProperty("out"), Value.FromMap(values)),
                VectorValues.CompareTypes(vector, Value.FromMap(values)),
                VectorValues.Compare(vector.GetProperty("digest").GetString(), ValuesDigest.Of(values)));
    }

    // What is of no kind that can hold values is told when the object is read. Null where every kind can; empty where the text is the wanted one.
    private static string? JudgeUnsupportedKind(JsonElement vector)
    {
        if (vector.GetProperty("valuesFrom") is not { ValueKind: JsonValueKind.Array } list || list.EnumerateArray().All(reference => Enum.TryParse<ValuesReferenceKind>(reference.GetProperty("kind").GetString(), out _)))
        {
            return null;
        }

        string ns = vector.GetProperty("namespace").GetString()!;
        using JsonDocument resource = JsonDocument.Parse($$$"""{"metadata": {"name": "release", "namespace": "{{{ns}}}"}, "spec": {"valuesFrom": {{{list.GetRawText()}}} } }""");
        return VectorValues.Compare($"spec.valuesFrom[0].kind: {VectorValues.Text(vector, "error")}", HelmRelease.Decode(resource.RootElement).SpecError!) ?? "";
    }

    private static ValuesReference Reference(JsonElement json) => new()
    {
        Kind = Enum.Parse<ValuesReferenceKind>(json.GetProperty("kind").GetString()!),
        Name = json.GetProperty("name").GetString()!,
        ValuesKey = VectorValues.Text(json, "valuesKey"),
        TargetPath = VectorValues.Text(json, "targetPath"),
        Optional = json.TryGetProperty("optional", out JsonElement optional) && optional.GetBoolean(),
        Literal = json.TryGetProperty("literal", out JsonElement literal) && literal.GetBoolean(),
    };

    private static Dictionary<string, string>? Content(JsonElement vector, ValuesReference reference) =>
        vector.TryGetProperty(reference.Kind == ValuesReferenceKind.Secret ? "secrets" : "configMaps", out JsonElement objects)
        && objects.ValueKind == JsonValueKind.Object && objects.TryGetProperty(reference.Name, out JsonElement content)
            ? content.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal)
            : null;

    // Of the inputs of digests a few are int64 by their types; only at the top.
    private static ValueMap? TypedValues(JsonElement vector)
    {
        ValueMap? values = VectorValues.Map(vector, "values");
        if (values is not null && vector.TryGetProperty("types", out JsonElement types))
        {
            foreach (JsonProperty type in types.EnumerateObject().Where(type => type.Value.GetString() == "int64"))
            {
                string key = type.Name[1..];
                values[key] = Value.FromInt64(vector.GetProperty("values").GetProperty(key).GetInt64());
            }
        }

        return values;
    }

    private static string? JudgeGetters(JsonElement vector)
    {
        HelmRelease release = HelmRelease.Decode(vector.GetProperty("object"));
        JsonElement wanted = vector.GetProperty("out");
        return VectorValues.First(
            Getter("GetReleaseName", ReleaseNaming.Full(release.Spec.ReleaseName, release.Spec.TargetNamespace, release.Metadata.Name)),
            Getter("GetReleaseNamespace", release.ReleaseNamespace),
            Getter("GetStorageNamespace", release.StorageNamespace),
            Getter("GetTimeout", GoDuration.Format(release.Spec.Timeout)),
            release.Spec.MaxHistory == wanted.GetProperty("GetMaxHistory").GetInt32() ? null : $"GetMaxHistory: got {release.Spec.MaxHistory}",
            Wait("install.GetDisableWait", release.Spec.Install?.DisableWait),
            Wait("upgrade.GetDisableWait", release.Spec.Upgrade?.DisableWait),
            Wait("rollback.GetDisableWait", release.Spec.Rollback?.DisableWait));

        string? Getter(string name, string actual) => VectorValues.Compare(wanted.GetProperty(name).GetString(), actual);

        string? Wait(string name, bool? actual) => wanted.GetProperty(name).GetBoolean() == (actual ?? false) ? null : $"{name}: got {actual}";
    }

    private static string? JudgeSnapshots(JsonElement vector)
    {
        IReadOnlyList<HistoryEntry> sorted = Snapshots.Sorted(vector.GetProperty("snapshots").EnumerateArray().Select(Snapshot));
        JsonElement wanted = vector.GetProperty("out");
        return VectorValues.First(
            Versions("sorted", sorted),
            Version("latest", sorted.Count == 0 ? null : sorted[0]),
            sorted.Count == 0 ? null : VectorValues.First(
                Flag("hasBeenTested", Snapshots.HasBeenTested(sorted[0])),
                Flag("hasTestInPhaseFailed", Snapshots.HasTestInPhase(sorted[0], "Failed")),
                Version("previous(ignoreTests=false)", Snapshots.Previous(sorted, ignoreTests: false)),
                Version("previous(ignoreTests=true)", Snapshots.Previous(sorted, ignoreTests: true)),
                Versions("truncate(ignoreTests=false)", Snapshots.Truncate(sorted, ignoreTests: false)),
                Versions("truncate(ignoreTests=true)", Snapshots.Truncate(sorted, ignoreTests: true))));

        string? Flag(string name, bool actual) => wanted.GetProperty(name).GetBoolean() == actual ? null : $"{name}: got {actual}";

        string? Version(string name, HistoryEntry? actual) =>
            VectorValues.Compare(wanted.GetProperty(name).GetRawText(), actual?.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null") is { } difference ? $"{name}: {difference}" : null;

        string? Versions(string name, IReadOnlyList<HistoryEntry> actual) => wanted.GetProperty(name).EnumerateArray().Select(version => version.GetInt32()).SequenceEqual(actual.Select(entry => entry.Version))
            ? null
            : $"{name}: got {string.Join(", ", actual.Select(entry => entry.Version))}";
    }

    private static HistoryEntry Snapshot(JsonElement json) => new()
    {
        Version = json.GetProperty("version").GetInt32(),
        Name = VectorValues.Text(json, "name") ?? "",
        Namespace = VectorValues.Text(json, "namespace") ?? "",
        Status = json.GetProperty("status").GetString()!,
        TestHooks = json.TryGetProperty("testHooks", out JsonElement hooks)
            ? hooks.EnumerateObject().ToDictionary(hook => hook.Name, hook => new TestHookStatus { Phase = hook.Value.GetProperty("phase").GetString() }, StringComparer.Ordinal)
            : null,
    };
}
