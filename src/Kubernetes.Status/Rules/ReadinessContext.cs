namespace Steersman.Kubernetes.Status.Rules;

/// <summary>What readiness needs to know beside the object.</summary>
public sealed record ReadinessContext
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>When the object was first seen, on the clock of <see cref="Now"/>.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When the operation began, server time.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Jobs must complete; else they must only be there.</summary>
    public bool WaitForJobs { get; init; }

    /// <summary>Services of type LoadBalancer, Ingresses and Gateways must have an address.</summary>
    public bool WaitForLoadBalancer { get; init; }

    /// <summary>The kind has a status subresource, so that its controller is expected to write a status.</summary>
    public bool HasStatusSubresource { get; init; }

    /// <summary>A Flagger Canary: the operation changed something that its analysis looks at.</summary>
    public bool IsAnalysed { get; init; }

    /// <summary>A PersistentVolumeClaim: its class binds when a pod mounts it, and no pod does.</summary>
    public bool LacksConsumer { get; init; }
}
