using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>
/// Flagger's Canary: its condition Promoted, which is Unknown while an analysis runs, True when the canary is initialized or promoted, and False when the analysis
/// failed. It has no Ready condition, so kstatus calls it Current at any time. What an earlier revision was promoted by says nothing about this one: Flagger is given
/// an interval of its analysis, and some seconds more, to see the change.
/// </summary>
internal static class CanaryReadiness
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromMinutes(2);

    public static ReadinessResult Judge(LiveObject live, ReadinessContext context) => live.Condition("Promoted") switch
    {
        { IsTrue: true } condition when NotBegunUntil(live, condition, context) is { } until =>
            new ReadinessResult(ReadinessState.InProgress, "NotAnalysed", "its analysis has not begun yet", until),
        { IsTrue: true } => ReadinessResult.Ready,
        { } condition when KnownFailures.Find(live, context.StartedAt) is not null => ReadinessResult.Failed(condition.Reason, condition.Message),
        { } condition => ReadinessResult.InProgress(condition.Reason, condition.Message),
        null => ReadinessResult.InProgress("NotInitialized", "condition Promoted is not set"),
    };

    public static bool IsCanary(GroupVersionKind kind) => kind is { Group: "flagger.app", Kind: "Canary" };

    /// <summary>Whether a change of such an object may begin an analysis: the canary itself, its target, and what the target's pods read.</summary>
    public static bool IsAnalysed(GroupVersionKind kind) =>
        IsCanary(kind) || kind is { Group: "apps", Kind: "Deployment" or "DaemonSet" } or { Group: "", Kind: "ConfigMap" or "Secret" };

    // Conditions tell whole seconds.
    private static DateTimeOffset? NotBegunUntil(LiveObject live, ObjectCondition condition, ReadinessContext context)
    {
        if (!context.IsAnalysed || !(condition.Changed < context.StartedAt - TimeSpan.FromSeconds(1)))
        {
            return null;
        }

        TimeSpan window = (live.Detail?.AnalysisInterval ?? TimeSpan.Zero) + Slack;
        DateTimeOffset until = context.FirstSeen + (window < LongestWindow ? window : LongestWindow);
        return context.Now < until ? until : null;
    }
}
