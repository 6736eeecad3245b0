using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>An object that does not do its work, rollout or not; scaling and rolling within its bounds do not count.</summary>
/// <param name="Object">Which.</param>
/// <param name="Since">Since when, on the tracker's clock.</param>
/// <param name="Message">Why, without the object.</param>
public sealed record UnavailableObject(TrackedObject Object, DateTimeOffset Since, string Message)
{
    /// <summary>True where the object itself is not there.</summary>
    public bool IsMissing { get; init; }
}
