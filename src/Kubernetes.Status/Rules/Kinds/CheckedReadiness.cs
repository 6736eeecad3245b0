namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>Objects that their release judges by expressions (Flux's <c>healthCheckExprs</c>): they beat whatever else is known of the kind.</summary>
internal static class CheckedReadiness
{
    public static ReadinessResult Judge(ObjectHealth health) => health.State switch
    {
        KstatusState.Current => ReadinessResult.Ready,
        KstatusState.Failed => ReadinessResult.Failed("HealthCheckFailed", health.Message),
        KstatusState.Unknown => ReadinessResult.InProgress("Unknown", health.Message),
        _ => ReadinessResult.InProgress("HealthCheckInProgress", health.Message),
    };
}
