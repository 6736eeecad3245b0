using System.Collections.Immutable;
using Steersman.Kubernetes.Status.Causes;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>How far a revision is, at one instant.</summary>
public sealed record RolloutState
{
    /// <summary>The most entries of <see cref="Progress"/>, <see cref="Others"/> and <see cref="Remarks"/>.</summary>
    public const int MaxItems = 10;

    public required int Ready { get; init; }

    public required int Total { get; init; }

    /// <summary>How many objects do not exist; all of them where a release has been deleted.</summary>
    public int Missing { get; init; }

    /// <summary>False while a watch has not yet shown everything: nothing is ready and nothing has failed before it has.</summary>
    public required bool IsSynced { get; init; }

    /// <summary>Since when every look found everything ready, on the tracker's clock; null where that is not so, or for fresh reads.</summary>
    public DateTimeOffset? ReadySince { get; init; }

    /// <summary>What is not ready is all of a kind whose failure is nobody's (<c>fail-mode: ignore</c>): at the timeout that is no failure.</summary>
    public bool HoldsOnlyIgnored { get; init; }

    /// <summary>What is not ready, worst first.</summary>
    public ImmutableArray<ProgressItem> Progress { get; init; } = [];

    /// <summary>The first cause that ends the rollout, or null. To be confirmed by fresh reads before it is acted upon.</summary>
    public Cause? Failure { get; init; }

    /// <summary>All other causes that were seen, those that count first.</summary>
    public ImmutableArray<Cause> Others { get; init; } = [];

    /// <summary>What is ready, but in a way that people should know, such as a paused Deployment.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>What does not do its work, whether a rollout goes on or not; the longest first.</summary>
    public ImmutableArray<UnavailableObject> Unavailable { get; init; } = [];

    /// <summary>Pods of other revisions than the present one, by what the watches show: a hint that fresh reads confirm; empty where nobody asks (<see cref="TrackOptions.FindsOldPods"/>).</summary>
    public ImmutableArray<OldPod> OldPods { get; init; } = [];

    /// <summary>When the state may change without any event; null where only an event changes it.</summary>
    public DateTimeOffset? NextCheckAt { get; init; }

    public bool IsReady => IsSynced && Ready == Total;
}
