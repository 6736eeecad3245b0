using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>A Namespace of v1.</summary>
public sealed class Namespace(JsonObject content) : KubernetesObject(content), IResource<Namespace>
{
    public Namespace(string name)
        : this(NewContent(Mapping, new NamespacedName(null, name)))
    {
    }

    public static ResourceMapping Mapping { get; } = ResourceMapping.Known(string.Empty, "v1", "Namespace", "namespaces", ResourceScope.Cluster);

    /// <summary>True once its deletion has begun: nothing can be created in it any more.</summary>
    public bool IsTerminating => Metadata.DeletionTimestamp is not null
        || string.Equals(Content.GetObject("status")?.GetString("phase"), "Terminating", StringComparison.Ordinal);

    public static Namespace Decode(JsonElement resource) => new(JsonDecoding.Copy(resource));
}
