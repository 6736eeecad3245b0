namespace Steersman.Kubernetes.Status.Causes;

/// <summary>Why a rollout fails, or may: the codes of <c>status.failure.code</c> and of <c>wait.failFast.rules</c>.</summary>
public enum CauseCode
{
    JobFailed,
    PodFailed,
    ProgressDeadline,
    Stalled,
    CELFailed,
    CRDRejected,
    PVCLost,
    InvalidImage,
    ImageNotFound,
    ImageAuth,
    ImageTransient,
    ContainerConfig,
    RunContainer,
    OOM,
    CrashLoop,
    QuotaExceeded,
    PodRejected,
    WebhookDown,
    MissingDep,
    Unschedulable,
    Volume,
    Probe,
}
