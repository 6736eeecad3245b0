using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Helm.Tests.Support;
using Steersman.Releases.Patching;
using Steersman.Vectors;

namespace Steersman.Releases.Tests.Patching;

[Category("Vectors")]
internal sealed class PatchVectorTests
{
    [Test]
    public void Patches_are_made_and_applied_as_the_libraries_of_Kubernetes_do() => VectorGroup.Run("engine/patch", Judge);

    private static string? Judge(JsonElement vector)
    {
        JsonObject? patch = null;
        JsonObject result;
        try
        {
            (patch, result) = Run(vector);
        }
        catch (PatchException exception)
        {
            return VectorValues.Compare(VectorValues.Text(vector, "error"), exception.Message);
        }

        return VectorValues.Text(vector, "error") is { } error
            ? $"a patch was made, want error {error}"
            : VectorValues.First(Compare(vector, "patch", patch), Compare(vector, "result", result));
    }

    private static (JsonObject Patch, JsonObject Result) Run(JsonElement vector)
    {
        JsonObject current = Object(vector, "current")!;
        switch (vector.GetProperty("fn").GetString())
        {
            case "strategic":
                JsonObject strategic = StrategicMergePatch.CreateThreeWay(Object(vector, "original")!, Object(vector, "modified")!, current, Schema(vector));
                return (strategic, StrategicMergePatch.Apply(current, strategic, Schema(vector)));
            case "strategicApply":
                JsonObject given = Object(vector, "patch")!;
                return (given, StrategicMergePatch.Apply(current, given, Schema(vector)));
            case "jsonThreeWay":
                JsonObject threeWay = JsonMergePatch.CreateThreeWay(Object(vector, "original")!, Object(vector, "modified")!, current);
                return (threeWay, JsonMergePatch.Apply(current, threeWay));
            default:
                JsonObject twoWay = JsonMergePatch.CreateTwoWay(Object(vector, "original")!, Object(vector, "modified")!);
                return (twoWay, JsonMergePatch.Apply(current, twoWay));
        }
    }

    private static PatchSchema Schema(JsonElement vector)
    {
        string kind = vector.GetProperty("kind").GetString()!;
        int slash = kind.LastIndexOf('/');
        return PatchMetadata.SchemaOf(kind[..slash], kind[(slash + 1)..])!;
    }

    private static JsonObject? Object(JsonElement vector, string name) => (JsonObject?)JsonNode.Parse(vector.GetProperty(name).GetRawText());

    private static string? Compare(JsonElement vector, string name, JsonObject? actual)
    {
        JsonNode? expected = JsonNode.Parse(vector.GetProperty(name).GetRawText());
        return JsonNode.DeepEquals(expected, actual) ? null : $"{name}: expected {expected?.ToJsonString()}\n     got {actual?.ToJsonString()}";
    }
}
