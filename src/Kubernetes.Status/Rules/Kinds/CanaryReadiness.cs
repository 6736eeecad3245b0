using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>
/// Flagger's Canary: its condition Promoted, which is Unknown while an analysis runs, True when the canary is initialized or promoted, and False when the analysis
/// failed. It has no Ready condition, so kstatus calls it Current at any time.
/// </summary>
internal static class CanaryReadiness
{
    public static ReadinessResult Judge(LiveObject live, ReadinessContext context) => live.Condition("Promoted") switch
    {
        { IsTrue: true } => ReadinessResult.Ready,
        { } condition when KnownFailures.Find(live, context.StartedAt) is not null => ReadinessResult.Failed(condition.Reason, condition.Message),
        { } condition => ReadinessResult.InProgress(condition.Reason, condition.Message),
        null => ReadinessResult.InProgress("NotInitialized", "condition Promoted is not set"),
    };
}
