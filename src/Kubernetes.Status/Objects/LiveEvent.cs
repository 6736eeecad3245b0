using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>What is kept of an event: only controllers' and kubelets' words tell why a StatefulSet, a DaemonSet or a Job has no pod, a pod no volume, or a container was restarted.</summary>
/// <param name="Key">Of the event itself.</param>
/// <param name="Kind">Of the object that it is about.</param>
/// <param name="Regarding">The object that it is about.</param>
/// <param name="RegardingUid">The uid of that object.</param>
/// <param name="Reason">FailedCreate, FailedMount, FailedAttachVolume, ProvisioningFailed, or Unhealthy: a liveness or startup probe failed.</param>
/// <param name="Message">Cut to <see cref="PodDecoder.MaxText"/> characters.</param>
/// <param name="LastSeen">When it last happened, server time; null where the event does not tell.</param>
public sealed record LiveEvent(NamespacedName Key, GroupKind Kind, NamespacedName Regarding, string RegardingUid, string Reason, string Message, DateTimeOffset? LastSeen)
{
    internal const string Unhealthy = "Unhealthy";

    public ulong ResourceVersion { get; init; }

    /// <summary>The container of the pod that it is about; null where it is about no container.</summary>
    public string? Container { get; init; }
}
