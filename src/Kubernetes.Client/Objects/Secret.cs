using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>A Secret of v1.</summary>
public sealed class Secret(JsonObject content) : KubernetesObject(content), IResource<Secret>
{
    public Secret(NamespacedName key)
        : this(NewContent(Mapping, key))
    {
    }

    public static ResourceMapping Mapping { get; } = ResourceMapping.Known(string.Empty, "v1", "Secret", "secrets");

    /// <summary>Such as <c>Opaque</c> or <c>helm.sh/release.v1</c>.</summary>
    public string? Type
    {
        get => Content.GetString("type");
        set => Content.Set("type", value);
    }

    public IEnumerable<string> DataKeys => Content.GetObject("data")?.Select(entry => entry.Key) ?? [];

    /// <summary>The bytes of an entry; null where there is none or it is not base64.</summary>
    public byte[]? GetData(string key) => Base64Field.Read(Content.GetObject("data"), key);

    public void SetData(string key, ReadOnlySpan<byte> value) => Content.GetOrAddObject("data")[key] = Convert.ToBase64String(value);

    public static Secret Decode(JsonElement resource) => new(JsonDecoding.Copy(resource));

    /// <summary>Kind and name; never the data.</summary>
    public override string ToString() => $"Secret {Key}";
}
