using System.Collections.Immutable;

namespace Steersman.Kubernetes.Status.Rules;

/// <summary>What kstatus says of one object.</summary>
public sealed record KstatusResult(KstatusState State, string Message, ImmutableArray<KstatusCondition> Conditions)
{
    /// <summary>The reason of the first derived condition; empty where the object is Current.</summary>
    public string Reason => Conditions.IsEmpty ? "" : Conditions[0].Reason;

    internal static KstatusResult Current(string message) => new(KstatusState.Current, message, []);

    internal static KstatusResult InProgress(string reason, string message) =>
        new(KstatusState.InProgress, message, [new KstatusCondition(KstatusCondition.Reconciling, "True", reason, message)]);

    internal static KstatusResult Failed(string reason, string message) =>
        new(KstatusState.Failed, message, [new KstatusCondition(KstatusCondition.Stalled, "True", reason, message)]);
}
