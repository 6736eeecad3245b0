namespace Steersman.Kubernetes.Status.Objects;

/// <summary>The few fields of volumes and services that a rule reads.</summary>
public sealed record LiveDetail
{
    /// <summary>spec.storageClassName of a PersistentVolumeClaim.</summary>
    public string? StorageClass { get; init; }

    /// <summary>volumeBindingMode of a StorageClass is WaitForFirstConsumer.</summary>
    public bool WaitsForConsumer { get; init; }

    /// <summary>A Service of type LoadBalancer has neither an external IP nor an address of its balancer.</summary>
    public bool LacksAddress { get; init; }
}
