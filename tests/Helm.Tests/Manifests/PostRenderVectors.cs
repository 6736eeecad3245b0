using System.Text.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Manifests;
using Steersman.Helm.PostRendering;
using Steersman.Helm.Tests.Support;

namespace Steersman.Helm.Tests.Manifests;

/// <summary>The cases of the manifests group that go through a post-renderer.</summary>
internal static class PostRenderVectors
{
    private const string Extra = "apiVersion: v1\nkind: Service\nmetadata:\n  name: extra\n";
    private const string WithoutAnnotations = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: new1\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: new2\n";

    public static string? Judge(JsonElement vector)
    {
        Dictionary<string, string> files = vector.GetProperty("templates").EnumerateObject().ToDictionary(file => "c/" + file.Name, file => file.Value.GetString()!);
        List<string> given = [];
        SortedManifests sorted;
        try
        {
            IReadOnlyDictionary<string, string> answer = PostRenderer.Apply(files, Strategy(vector), text =>
            {
                given.Add(text);
                return Answer(vector.GetProperty("answer").GetString()!, text);
            });
            sorted = ManifestSorter.Sort(answer, KindOrder.Install);
        }
        catch (HelmException exception)
        {
            return VectorValues.First(CompareGiven(vector, given), VectorValues.Compare(VectorValues.Text(vector, "error"), exception.Message));
        }

        return VectorValues.First(
            CompareGiven(vector, given),
            VectorValues.Compare(VectorValues.Text(vector, "error"), sorted.Error),
            VectorValues.Compare(VectorValues.Text(vector, "manifest"), ManifestText.Join(sorted.Manifests)),
            VectorValues.Compare(vector.GetProperty("hooks"), ManifestVectorTests.Hooks(sorted)));
    }

    private static PostRenderStrategy Strategy(JsonElement vector) => vector.GetProperty("strategy").GetString() switch
    {
        "separate" => PostRenderStrategy.Separate,
        "nohooks" => PostRenderStrategy.NoHooks,
        _ => PostRenderStrategy.Combined,
    };

    private static string Answer(string kind, string given) => kind switch
    {
        "drop-all" => "",
        "no-annotations" => WithoutAnnotations,
        "append" => given + "---\n" + Extra,
        "fail" => throw new HelmException("unexpected EOF"),
        "bad-yaml" => "a: [1",
        _ => given,
    };

    private static string? CompareGiven(JsonElement vector, List<string> given) =>
        vector.TryGetProperty("given", out JsonElement expected) && expected.ValueKind is JsonValueKind.Array
            ? VectorValues.Compare(expected, Value.FromList(ValueList.OfStrings(given)))
            : null;
}
