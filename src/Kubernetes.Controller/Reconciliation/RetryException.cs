namespace Steersman.Kubernetes.Controller.Reconciliation;

/// <summary>A reconcile came to nothing for a reason that is expected and passes by itself: tried again with back-off like any failure, and no error in the log.</summary>
public abstract class RetryException(string message) : Exception(message);
