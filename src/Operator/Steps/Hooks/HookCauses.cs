using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Operator.Steps.Hooks;

/// <summary>What a hook's pod shows, in words.</summary>
internal static class HookCauses
{
    /// <summary>A container that ended badly: <c>container job in pod migrate-x exited with code 3 (Error)</c>.</summary>
    public static string Exit(LivePod pod, LiveContainer container)
    {
        ContainerExit exit = container.LastExit!;
        string text = exit.Text is { } why ? $": {CauseText.Clean(why)}" : "";
        return $"container {container.Name} in pod {pod.Key.Name} exited with code {exit.Code}{(exit.Reason.Length > 0 ? $" ({exit.Reason})" : "")}{text}";
    }

    /// <summary>Why a pod does not run; null where it does, or nobody knows.</summary>
    public static string? Waiting(LivePod pod)
    {
        if (pod.Unschedulable is { } nowhere)
        {
            return $"pod {pod.Key.Name} cannot be scheduled: {CauseText.Clean(nowhere)}";
        }

        return pod.Containers.FirstOrDefault(container => container.Waiting is not (null or "ContainerCreating" or "PodInitializing")) is { } waiting
            ? $"container {waiting.Name} in pod {pod.Key.Name} waits: {waiting.Waiting}{(waiting.WaitingText is { Length: > 0 } text ? $": {CauseText.Clean(text)}" : "")}"
            : null;
    }

    /// <summary>True where a container of the pod runs or has run.</summary>
    public static bool HasStarted(LivePod pod) =>
        pod.Phase is "Running" or "Succeeded" or "Failed" || pod.Containers.Any(container => container.IsRunning || container.LastExit is not null || container.Restarts > 0);
}
