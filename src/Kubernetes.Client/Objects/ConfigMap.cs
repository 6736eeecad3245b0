using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>A ConfigMap of v1.</summary>
public sealed class ConfigMap(JsonObject content) : KubernetesObject(content), IResource<ConfigMap>
{
    public ConfigMap(NamespacedName key)
        : this(NewContent(Mapping, key))
    {
    }

    public static ResourceMapping Mapping { get; } = ResourceMapping.Known(string.Empty, "v1", "ConfigMap", "configmaps");

    public StringMap Data => field ??= new StringMap(Content, "data");

    /// <summary>The bytes of an entry of <c>binaryData</c>; null where there is none or it is not base64.</summary>
    public byte[]? GetBinaryData(string key) => Base64Field.Read(Content.GetObject("binaryData"), key);

    public static ConfigMap Decode(JsonElement resource) => new(JsonDecoding.Copy(resource));
}
