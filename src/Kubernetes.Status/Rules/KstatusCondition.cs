namespace Steersman.Kubernetes.Status.Rules;

/// <summary>A standard condition (<c>Reconciling</c> or <c>Stalled</c>) that kstatus derives from an object.</summary>
public sealed record KstatusCondition(string Type, string Status, string Reason, string Message)
{
    internal const string Reconciling = "Reconciling";
    internal const string Stalled = "Stalled";
}
