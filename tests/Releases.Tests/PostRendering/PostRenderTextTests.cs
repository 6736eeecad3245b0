using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Operator.Api.V1;
using Steersman.Releases.PostRendering;
using Steersman.Vectors;

namespace Steersman.Releases.Tests.PostRendering;

/// <summary>The texts that helm-controller digests to see a change, from <c>more/kustomize</c>.</summary>
[Category("Vectors")]
public sealed class PostRenderTextTests
{
    [Test]
    public void Texts_are_those_of_helm_controller() => VectorGroup.Run("more/kustomize", Judge, vector => vector.GetProperty("op").GetString() == "digestInput");

    private static string? Judge(JsonElement vector)
    {
        JsonObject json = JsonNode.Parse(vector.GetProperty("spec").GetRawText())!.AsObject();
        foreach (string map in (string[])["labels", "annotations"])
        {
            foreach ((string key, JsonNode? value) in (json["commonMetadata"]?[map] as JsonObject ?? []).ToArray())
            {
                json["commonMetadata"]![map]![key] = value!.ToString();
            }
        }

        HelmReleaseSpec spec = json.Deserialize(HelmReleaseJson.Default.HelmReleaseSpec)!;
        return Differs(vector, "postRenderers", PostRenderText.Of(spec.PostRenderers)) ?? Differs(vector, "commonMetadata", PostRenderText.Of(spec.CommonMetadata));
    }

    private static string? Differs(JsonElement vector, string name, string actual) =>
        vector.GetProperty(name).GetString() == actual ? null : $"{name}: {actual} instead of {vector.GetProperty(name).GetString()}";
}
