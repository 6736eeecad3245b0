using System.Text.Json;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>Reads the identity of objects; the names of namespaces, of which there are few, are shared.</summary>
internal sealed class KeyReader
{
    private readonly Utf8StringPool _namespaces = new(256);

    internal NamespacedName Read(JsonElement resource)
    {
        JsonElement metadata = resource.Field("metadata"u8) ?? default;
        return metadata.Field("name"u8) is { ValueKind: JsonValueKind.String } name
            ? new NamespacedName(metadata.Field("namespace"u8) is { ValueKind: JsonValueKind.String } space ? _namespaces.Get(space) : null, name.GetString()!)
            : throw new JsonException("an object has no name");
    }

    internal static string ResourceVersion(JsonElement resource) =>
        (resource.Field("metadata"u8) ?? default).Text("resourceVersion"u8) ?? throw new JsonException("an object has no resourceVersion");
}
