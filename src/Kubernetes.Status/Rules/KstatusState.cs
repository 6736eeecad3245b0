namespace Steersman.Kubernetes.Status.Rules;

/// <summary>The statuses that kstatus gives an object (pkg/kstatus/status/status.go).</summary>
public enum KstatusState
{
    Unknown,
    InProgress,
    Current,
    Failed,
    Terminating,
    NotFound,
}
