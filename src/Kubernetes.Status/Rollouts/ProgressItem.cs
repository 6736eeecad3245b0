using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rules;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>An object that is not ready, as <c>status.progress</c> shows it.</summary>
/// <param name="Object">Which.</param>
/// <param name="State">InProgress, Missing or Failed.</param>
/// <param name="Reason">One word.</param>
/// <param name="Message">For people, without the object; at most 512 characters.</param>
/// <param name="Since">Since when it is not ready, on the tracker's clock.</param>
public sealed record ProgressItem(TrackedObject Object, ReadinessState State, string Reason, string Message, DateTimeOffset Since)
{
    public override string ToString() => Message.Length == 0 ? $"{Object.Display}: {Reason}" : $"{Object.Display}: {Message}";
}
