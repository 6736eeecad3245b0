using Steersman.Kubernetes.Controller.Reconciliation;

namespace Steersman.Operator.Reconciling;

/// <summary>A step is to be taken again, with the queue's back-off; nothing is wrong with the release.</summary>
internal sealed class StepRetryException(string message) : RetryException(message);
