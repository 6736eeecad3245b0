using System.Text;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Operator.Api.V1;

namespace Steersman.Releases.PostRendering;

/// <summary>Post-renderers and common metadata as the texts that helm-controller digests: Go's JSON of its types, and a line feed.</summary>
public static class PostRenderText
{
    /// <summary>The text of a list of post-renderers.</summary>
    public static string Of(IReadOnlyList<PostRenderer>? renderers) => (renderers is null ? "null" : List(renderers, Of)) + "\n";

    /// <summary>The text of common metadata.</summary>
    public static string Of(CommonMetadataSpec? metadata) => (metadata is null ? "null" : Object(("annotations", Map(metadata.Annotations)), ("labels", Map(metadata.Labels)))) + "\n";

    private static string Of(PostRenderer renderer) => Object(("kustomize", renderer.Kustomize is { } kustomize ? Of(kustomize) : null));

    private static string Of(KustomizeSpec kustomize) => Object(
        ("patches", kustomize.Patches is { Count: > 0 } patches ? List(patches, Of) : null),
        ("images", kustomize.Images is { Count: > 0 } images ? List(images, Of) : null));

    private static string Of(PatchSpec patch) => Object(("patch", Quote(patch.Patch)), ("target", patch.Target is { } target ? Of(target) : null));

    private static string Of(ObjectSelector target) => Object(
        ("group", Text(target.Group)),
        ("version", Text(target.Version)),
        ("kind", Text(target.Kind)),
        ("namespace", Text(target.Namespace)),
        ("name", Text(target.Name)),
        ("annotationSelector", Text(target.AnnotationSelector)),
        ("labelSelector", Text(target.LabelSelector)));

    private static string Of(ImageSpec image) => Object(("name", Quote(image.Name)), ("newName", Text(image.NewName)), ("newTag", Text(image.NewTag)), ("digest", Text(image.Digest)));

    private static string List<T>(IReadOnlyList<T> items, Func<T, string> text) => $"[{string.Join(',', items.Select(text))}]";

    private static string Object(params ReadOnlySpan<(string Name, string? Text)> fields)
    {
        StringBuilder text = new("{");
        foreach ((string name, string? value) in fields)
        {
            if (value is not null)
            {
                text.Append(text.Length > 1 ? "," : "").Append('"').Append(name).Append("\":").Append(value);
            }
        }

        return text.Append('}').ToString();
    }

    private static string? Map(IReadOnlyDictionary<string, string>? map) => map is not { Count: > 0 } ? null
        : $"{{{string.Join(',', map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{Quote(entry.Key)}:{Quote(entry.Value)}"))}}}";

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : Quote(text);

    private static string Quote(string text) => GoJson.Write(Value.FromString(text));
}
