namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>How live objects are watched.</summary>
public sealed record LiveObjectsOptions
{
    /// <summary>One watch for each namespace, for an operator that may not see the whole cluster; else one watch for each kind.</summary>
    public bool PerNamespace { get; init; }
}
