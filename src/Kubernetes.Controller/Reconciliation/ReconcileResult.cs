namespace Steersman.Kubernetes.Controller.Reconciliation;

/// <summary>What a successful reconcile asks for.</summary>
/// <param name="RequeueAfter">When to look again if nothing wakes the key before; null for never.</param>
public readonly record struct ReconcileResult(TimeSpan? RequeueAfter = null)
{
    public static ReconcileResult Done => default;
}
