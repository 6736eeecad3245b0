namespace Steersman.Kubernetes.Status.Rules;

/// <summary>Whether an object is ready, worst last.</summary>
public enum ReadinessState
{
    Ready,
    InProgress,
    Missing,
    Failed,
}
