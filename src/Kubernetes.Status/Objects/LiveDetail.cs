namespace Steersman.Kubernetes.Status.Objects;

/// <summary>The few fields of volumes and services that a rule reads.</summary>
public sealed record LiveDetail
{
    /// <summary>spec.storageClassName of a PersistentVolumeClaim.</summary>
    public string? StorageClass { get; init; }

    /// <summary>volumeBindingMode of a StorageClass is WaitForFirstConsumer.</summary>
    public bool WaitsForConsumer { get; init; }

    /// <summary>A Service of type LoadBalancer, an Ingress or a Gateway has no address.</summary>
    public bool LacksAddress { get; init; }

    /// <summary>How often Flagger looks at a Canary; null for other kinds.</summary>
    public TimeSpan? AnalysisInterval { get; init; }
}
