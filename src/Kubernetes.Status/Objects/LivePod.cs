using System.Collections.Immutable;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>What is kept of a pod: who owns it, of which revision it is, and how its containers fare. All times are server times.</summary>
public sealed record LivePod(NamespacedName Key, string Uid)
{
    public ulong ResourceVersion { get; init; }

    /// <summary>The uid of the controlling owner (ReplicaSet, StatefulSet, DaemonSet, Job); null for a bare pod.</summary>
    public string? ControllerUid { get; init; }

    /// <summary>The label <c>pod-template-hash</c> or <c>controller-revision-hash</c>; null where it has neither.</summary>
    public string? RevisionHash { get; init; }

    /// <summary>Its labels, by which Services select it.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>Pending, Running, Succeeded, Failed, Unknown, or empty.</summary>
    public string Phase { get; init; } = "";

    /// <summary>status.reason, such as Evicted.</summary>
    public string? Reason { get; init; }

    public bool IsDeleting { get; init; }

    /// <summary>The condition DisruptionTarget is True: the pod makes room or its node goes away.</summary>
    public bool IsDisrupted { get; init; }

    /// <summary>restartPolicy is Always (the default).</summary>
    public bool RestartsAlways { get; init; } = true;

    public DateTimeOffset? Created { get; init; }

    /// <summary>status.startTime: when the kubelet first saw the pod.</summary>
    public DateTimeOffset? Started { get; init; }

    public bool IsReady { get; init; }

    /// <summary>When the condition Ready last changed.</summary>
    public DateTimeOffset? ReadyChanged { get; init; }

    /// <summary>The scheduler's text where no node takes the pod; null where it is placed or not yet looked at.</summary>
    public string? Unschedulable { get; init; }

    /// <summary>The latest of all times in the object: a lower bound of the server's clock when it was written.</summary>
    public DateTimeOffset? Newest { get; init; }

    public ImmutableArray<LiveContainer> Containers { get; init; } = [];

    /// <summary>Names of the PersistentVolumeClaims that it mounts.</summary>
    public ImmutableArray<string> Claims { get; init; } = [];
}
