namespace Steersman.Kubernetes.Controller.Reconciliation;

/// <summary>How a reconcile ended, as the metrics name it.</summary>
internal enum ReconcileOutcome
{
    Success,
    RequeueAfter,
    Error,
    TerminalError,
    Canceled,
}
