using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>A ServiceAccount of v1.</summary>
public sealed class ServiceAccount(JsonObject content) : KubernetesObject(content), IResource<ServiceAccount>
{
    public ServiceAccount(NamespacedName key)
        : this(NewContent(Mapping, key))
    {
    }

    public static ResourceMapping Mapping { get; } = ResourceMapping.Known(string.Empty, "v1", "ServiceAccount", "serviceaccounts");

    public static ServiceAccount Decode(JsonElement resource) => new(JsonDecoding.Copy(resource));
}
