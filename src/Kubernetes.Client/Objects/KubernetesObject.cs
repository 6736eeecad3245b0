using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>An object held as its JSON content, so that what this code does not know survives a round trip.</summary>
/// <remarks>Not thread-safe for writers.</remarks>
public abstract class KubernetesObject : IResource
{
    private protected KubernetesObject(JsonObject content) => Content = content;

    public JsonObject Content { get; }

    public string ApiVersion => Content.GetString("apiVersion") ?? string.Empty;

    public string Kind => Content.GetString("kind") ?? string.Empty;

    public GroupVersionKind GroupVersionKind => GroupVersionKind.Parse(ApiVersion, Kind);

    /// <summary>The metadata; made in the content when it is not there and first asked for.</summary>
    public ObjectMeta Metadata => field ??= new ObjectMeta(Content.GetOrAddObject("metadata"));

    public NamespacedName Key => Metadata.Key;

    public void WriteTo(Utf8JsonWriter writer) => Content.WriteTo(writer);

    public override string ToString() => $"{Kind} {Key}";

    private protected static JsonObject NewContent(ResourceMapping mapping, NamespacedName key)
    {
        JsonObject metadata = new() { ["name"] = key.Name };
        if (key.Namespace is not null)
        {
            metadata["namespace"] = key.Namespace;
        }

        return new JsonObject { ["apiVersion"] = mapping.Kind.ApiVersion, ["kind"] = mapping.Kind.Kind, ["metadata"] = metadata };
    }
}
