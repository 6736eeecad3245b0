using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>The metadata of an object of any kind, which is all that the server sends when asked for PartialObjectMetadata.</summary>
/// <remarks>Its apiVersion and kind are those of PartialObjectMetadata, not of the object.</remarks>
public sealed class PartialMetadata(JsonObject content) : KubernetesObject(content)
{
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static PartialMetadata Decode(JsonElement resource) => new(JsonDecoding.Copy(resource));

    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static PartialMetadata DecodeWithoutManagedFields(JsonElement resource) => new(JsonDecoding.CopyWithoutManagedFields(resource));
}
