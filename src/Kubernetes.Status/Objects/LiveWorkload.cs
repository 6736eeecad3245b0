namespace Steersman.Kubernetes.Status.Objects;

/// <summary>Counts and strategy of what owns pods.</summary>
public sealed record LiveWorkload
{
    /// <summary>Pods wanted: spec.replicas, or desiredNumberScheduled of a DaemonSet.</summary>
    public long Wanted { get; init; }

    /// <summary>Pods that exist, as the controller counts them.</summary>
    public long Existing { get; init; }

    public long Updated { get; init; }

    public long Available { get; init; }

    public long Ready { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>The update strategy is OnDelete: nothing is replaced before somebody deletes it.</summary>
    public bool IsOnDelete { get; init; }

    /// <summary>A StatefulSet whose pods start one after the other.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>A StatefulSet updates only ordinals from this one on; null where the strategy has none.</summary>
    public long? Partition { get; init; }

    /// <summary>Pods that may be unavailable in an update, resolved to a number.</summary>
    public long MaxUnavailable { get; init; }

    /// <summary>The newest revision: status.updateRevision of a StatefulSet, the revision number of a Deployment, ReplicaSet or ControllerRevision.</summary>
    public string? Revision { get; init; }

    /// <summary>The label by which pods of this ReplicaSet or ControllerRevision are known.</summary>
    public string? Hash { get; init; }

    public bool IsSuspended { get; init; }

    /// <summary>A Job that deletes itself when it is done (ttlSecondsAfterFinished).</summary>
    public bool HasTtl { get; init; }
}
