using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>Hooks and tests, as Helm's own readers see them: a Job by Complete and Failed, a Pod by its final phases, everything else at once.</summary>
internal static class HookReadiness
{
    public static ReadinessResult Judge(TrackedObject tracked, LiveObject? live)
    {
        if (live is null)
        {
            return new ReadinessResult(ReadinessState.Missing, "NotFound", "not found");
        }

        if (tracked.Kind.GroupKind is not { Group: "batch", Kind: "Job" })
        {
            return ReadinessResult.Ready;
        }

        foreach (ObjectCondition condition in live.Conditions)
        {
            switch (condition)
            {
                case { Type: "Complete", IsTrue: true }:
                    return ReadinessResult.Ready;
                case { Type: "Failed", IsTrue: true }:
                    return ReadinessResult.Failed(condition.Reason is { Length: > 0 } reason ? reason : "JobFailed", condition.Message);
            }
        }

        return ReadinessResult.InProgress("JobInProgress", "Job in progress");
    }

    /// <summary>The objects of one hook together: what failed holds the others up no more, and counts when they are done.</summary>
    public static ReadinessResult Together(IReadOnlyCollection<ReadinessResult> objects) =>
        objects.FirstOrDefault(result => result.State == ReadinessState.InProgress)
        ?? objects.FirstOrDefault(result => result.State == ReadinessState.Missing)
        ?? objects.FirstOrDefault(result => result.State == ReadinessState.Failed)
        ?? ReadinessResult.Ready;

    public static ReadinessResult Judge(LivePod? pod) => pod switch
    {
        null => new ReadinessResult(ReadinessState.Missing, "NotFound", "not found"),
        { Phase: "Succeeded" } => ReadinessResult.Ready,
        { Phase: "Failed" } => ReadinessResult.Failed("PodFailed", "pod failed"),
        _ => ReadinessResult.InProgress("PodInProgress", "Pod in progress"),
    };
}
