using System.Text.Json;
using Steersman.Kustomize.Images;
using Steersman.Kustomize.Patches;
using Steersman.Kustomize.Selecting;
using Steersman.Vectors;

namespace Steersman.Kustomize.Tests;

/// <summary>What kustomize, as helm-controller calls it, answers to <c>more/kustomize</c>; the texts that are digested are the operator's.</summary>
[Category("Vectors")]
public sealed class KustomizeVectorTests
{
    [Test]
    public void Answers_are_those_of_kustomize() => VectorGroup.Run("more/kustomize", Judge, vector => Text(vector, "op") != "digestInput");

    private static string? Judge(JsonElement vector)
    {
        string? output = null;
        string? error = null;
        try
        {
            output = Run(vector);
        }
        catch (KustomizeException exception)
        {
            error = exception.Message;
        }

        if (Text(vector, "error").StartsWith("panic:", StringComparison.Ordinal))
        {
            return error is null ? $"kustomize fails, we give {output}" : null;
        }

        return Differs("output", vector, output) ?? Differs("error", vector, error);
    }

    private static string? Differs(string name, JsonElement vector, string? actual)
    {
        string? expected = vector.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        return expected == actual ? null : $"{name}:\n{actual ?? "none"}\ninstead of\n{expected ?? "none"}";
    }

    private static string Run(JsonElement vector)
    {
        string input = Text(vector, "input");
        switch (Text(vector, "op"))
        {
            case "kustomize":
                return Build(input, vector.GetProperty("kustomize"));
            case "commonMetadata":
                return CommonMetadata.Apply(input, Map(vector, "labels"), Map(vector, "annotations"));
            case "originLabels":
                return CommonMetadata.Apply(input, Origin(vector), annotations: null);
        }

        JsonElement spec = vector.GetProperty("spec");
        foreach (JsonElement renderer in spec.TryGetProperty("postRenderers", out JsonElement renderers) ? renderers.EnumerateArray().ToArray() : [])
        {
            input = renderer.TryGetProperty("kustomize", out JsonElement kustomize) ? Build(input, kustomize) : input;
        }

        if (spec.TryGetProperty("commonMetadata", out JsonElement metadata))
        {
            input = CommonMetadata.Apply(input, Map(metadata, "labels"), Map(metadata, "annotations"));
        }

        return CommonMetadata.Apply(input, Origin(vector), annotations: null);
    }

    private static string Build(string input, JsonElement kustomize)
    {
        KustomizePatch[] patches = [.. Items(kustomize, "patches").Select(patch => new KustomizePatch(Text(patch, "patch"), patch.TryGetProperty("target", out JsonElement target) ? Target(target) : null))];
        KustomizeImage[] images = [.. Items(kustomize, "images").Select(image => new KustomizeImage(Text(image, "name"), Text(image, "newName"), Text(image, "newTag"), Text(image, "digest")))];
        return Kustomization.Build(input, patches, images);
    }

    private static TargetSelector? Target(JsonElement target) => target.ValueKind == JsonValueKind.Null ? null : new TargetSelector(
        Text(target, "group"),
        Text(target, "version"),
        Text(target, "kind"),
        Text(target, "name"),
        Text(target, "namespace"),
        Text(target, "labelSelector"),
        Text(target, "annotationSelector"));

    private static Dictionary<string, string> Origin(JsonElement vector) => new(StringComparer.Ordinal)
    {
        ["helm.toolkit.fluxcd.io/name"] = Text(vector, "name"),
        ["helm.toolkit.fluxcd.io/namespace"] = Text(vector, "namespace"),
    };

    private static JsonElement[] Items(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static Dictionary<string, string>? Map(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement map) && map.ValueKind == JsonValueKind.Object
        ? map.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.ToString(), StringComparer.Ordinal)
        : null;

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
