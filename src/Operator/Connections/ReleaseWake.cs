using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Reconciling;

namespace Steersman.Operator.Connections;

/// <summary>Wakes releases. Thread-safe; it only enqueues.</summary>
/// <param name="Release">Takes the key of a release.</param>
/// <param name="After">The same, after a while.</param>
internal sealed record ReleaseWake(Action<NamespacedName> Release, Action<NamespacedName, TimeSpan> After)
{
    /// <summary>Takes the key of a tracker.</summary>
    public void Tracked(NamespacedName key) => Release(HookFollower.Owner(key));
}
