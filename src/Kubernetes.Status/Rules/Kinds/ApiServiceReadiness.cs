using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>APIServices: condition Available; kstatus has no rule for them and calls an unavailable one Current.</summary>
internal static class ApiServiceReadiness
{
    public static ReadinessResult Judge(LiveObject live) => live.Condition("Available") switch
    {
        { IsTrue: true } => ReadinessResult.Ready,
        { } condition => ReadinessResult.InProgress(condition.Reason, condition.Message),
        null => ReadinessResult.InProgress("NotAvailable", "condition Available is not set"),
    };
}
