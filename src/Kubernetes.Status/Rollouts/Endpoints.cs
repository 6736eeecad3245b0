using System.Collections.Immutable;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>Whether a Service that selects pods has one to send requests to.</summary>
internal static class Endpoints
{
    /// <summary>What is to be told of a Service; null where it selects a ready pod, selects none by itself, or that is not known.</summary>
    public static string? RemarkOn(TrackedObject tracked, IRolloutView view) =>
        tracked.Selector.IsEmpty || !view.HasSyncedPods(tracked.Key.Namespace) || view.PodsIn(tracked.Key.Namespace).Any(pod => pod is { IsReady: true, IsDeleting: false } && Selects(tracked.Selector, pod))
            ? null
            : $"{tracked.Display}: selects no pod that is ready";

    private static bool Selects(ImmutableArray<KeyValuePair<string, string>> selector, LivePod pod)
    {
        foreach (KeyValuePair<string, string> label in selector)
        {
            if (!pod.Labels.Contains(label))
            {
                return false;
            }
        }

        return true;
    }
}
