namespace Steersman.Kubernetes.Controller.Reconciliation;

/// <summary>A reconcile failed, and trying again without a change is of no use: logged, counted, not retried.</summary>
public sealed class TerminalException(string message, Exception? inner = null) : Exception(message, inner);
