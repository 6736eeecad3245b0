using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Rules;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>How a revision is followed.</summary>
public sealed record TrackOptions
{
    /// <summary>Names what is followed, such as the operation's id or the revision: tracking the same again changes nothing, another id starts a new baseline.</summary>
    public required string Id { get; init; }

    /// <summary>When the operation began, server time: all restarts of pods created since then count, of older pods only those since the first look.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Somebody waits for the objects: events are watched too, until <see cref="Tracking.LiveObjects.Rest"/>.</summary>
    public bool IsWaiting { get; init; } = true;

    /// <summary>Jobs must complete.</summary>
    public bool WaitForJobs { get; init; }

    /// <summary>Services of type LoadBalancer, Ingresses and Gateways must have an address.</summary>
    public bool WaitForLoadBalancer { get; init; }

    /// <summary>Objects that the revision did not change do not hold it back.</summary>
    public bool IgnoreUnchanged { get; init; }

    /// <summary>Pods of other revisions than the present one are looked for (<see cref="RolloutState.OldPods"/>).</summary>
    public bool FindsOldPods { get; init; }

    public FailFastOptions FailFast { get; init; } = FailFastOptions.Default;

    /// <summary>What the release itself says of the health of some kinds; null where it says nothing.</summary>
    public IHealthChecks? HealthChecks { get; init; }

    /// <summary>The labels of the objects that are judged so; null: those that Helm gives to objects of releases. Hooks have others.</summary>
    public string? CheckedLabels { get; init; }

    /// <summary>Whether the release says how objects of a kind are, pods among them.</summary>
    internal bool Covers(GroupVersionKind kind) => HealthChecks is { } checks && checks.Covers(kind.GroupKind);
}
