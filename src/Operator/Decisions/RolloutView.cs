using Steersman.Operator.Api.V1;
using OldPod = Steersman.Kubernetes.Status.Rollouts.OldPod;

namespace Steersman.Operator.Decisions;

/// <summary>What the tracker says of the objects of a revision.</summary>
public sealed record RolloutView
{
    /// <summary>True where every object has been seen and is ready (for an uninstall: where all are gone).</summary>
    public required bool IsReady { get; init; }

    public int Ready { get; init; }

    public int Total { get; init; }

    /// <summary>Objects that are not ready, worst first.</summary>
    public IReadOnlyList<ProgressItem> Progress { get; init; } = [];

    /// <summary>A confirmed cause for which the rollout cannot succeed; null where there is none.</summary>
    public FailureStatus? Failure { get; init; }

    /// <summary>Since when all is ready without a break; null where it is not.</summary>
    public DateTimeOffset? ReadySince { get; init; }

    /// <summary>True where all that is not ready is of a kind whose failure is nobody's (<c>fail-mode: ignore</c>): at the deadline that is success.</summary>
    public bool IsReadyEnough { get; init; }

    /// <summary>Causes beside the first one, each with its object; at most ten.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>What is ready, but in a way that people should know, such as a paused Deployment; at most ten.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>True while a cause awaits its confirmation by fresh reads.</summary>
    public bool NeedsConfirmation { get; init; }

    /// <summary>True where this rests on reads made after the deadline, as a verdict of timeout must.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Pods of other revisions than the present one; in a rollback only.</summary>
    public IReadOnlyList<OldPod> OldPods { get; init; } = [];

    /// <summary>When to look again without an event.</summary>
    public DateTimeOffset? NextCheckAt { get; init; }

    /// <summary>Since when an object has been unavailable after the rollout; null where none is.</summary>
    public DateTimeOffset? UnavailableSince { get; init; }

    /// <summary>What is unavailable.</summary>
    public string? UnavailableMessage { get; init; }

    /// <summary>True where it is not there at all.</summary>
    public bool IsMissing { get; init; }
}
