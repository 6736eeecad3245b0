using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Releases.Applying;

/// <summary>One object of a stored manifest: as it was rendered, with its namespace filled in. Its content is not changed.</summary>
/// <param name="Kind">Group, version and kind as rendered.</param>
/// <param name="Namespace">Null for cluster-wide kinds.</param>
/// <param name="Name">Name of the object.</param>
/// <param name="Content">The whole object.</param>
public sealed record ReleaseObject(GroupVersionKind Kind, string? Namespace, string Name, JsonObject Content)
{
    private const string ResourcePolicy = "helm.sh/resource-policy";

    public ObjectKey Key => ObjectKey.Of(Kind, Namespace, Name);

    public NamespacedName NamespacedName => new(Namespace, Name);

    /// <summary>True where the object is never deleted with its release.</summary>
    public bool IsKept => PolicyOf(Content)?.Trim().Equals("keep", StringComparison.OrdinalIgnoreCase) == true;

    public bool HasSameContent(ReleaseObject other) => JsonNode.DeepEquals(Content, other.Content);

    /// <summary>True where the live object itself says that it is to be kept, in the one form that Helm takes.</summary>
    public static bool IsKeptBy(JsonObject live) => PolicyOf(live) == "keep";

    private static string? PolicyOf(JsonObject content) =>
        (content["metadata"]?["annotations"] as JsonObject)?[ResourcePolicy] is JsonValue policy && policy.TryGetValue(out string? text) ? text : null;
}
