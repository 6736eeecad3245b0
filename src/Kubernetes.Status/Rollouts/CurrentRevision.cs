using System.Globalization;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>The pods of a workload's present revision: those of older ones say nothing of it, and must not stop the very rollout that replaces them.</summary>
internal static class CurrentRevision
{
    /// <summary>Pods found by controller references alone; none while the controller has not seen the newest spec.</summary>
    public static IEnumerable<LivePod> PodsOf(LiveObject live, IRolloutView view)
    {
        if (!live.IsObserved)
        {
            return [];
        }

        switch (live.Kind.Kind)
        {
            case "Deployment":
                return NewestChild(live, view, live.Workload?.Revision) is { } set ? view.PodsOf(set) : [];
            case "StatefulSet":
                string? revision = live.Workload?.Revision;
                return view.PodsOf(live).Where(pod => pod.RevisionHash == revision);
            case "DaemonSet":
                return NewestChild(live, view, revision: null)?.Workload?.Hash is { } hash ? view.PodsOf(live).Where(pod => pod.RevisionHash == hash) : [];
            case "ReplicaSet" or "ReplicationController" or "Job":
                return view.PodsOf(live);
            default:
                return [];
        }
    }

    /// <summary>The ReplicaSet or ControllerRevision with the given revision number, else the one with the highest.</summary>
    internal static LiveObject? NewestChild(LiveObject owner, IRolloutView view, string? revision)
    {
        LiveObject? newest = null;
        long highest = long.MinValue;
        foreach (LiveObject child in view.ChildrenOf(owner))
        {
            if (revision is not null && child.Workload?.Revision == revision)
            {
                return child;
            }

            long number = long.TryParse(child.Workload?.Revision, NumberStyles.None, CultureInfo.InvariantCulture, out long parsed) ? parsed : -1;
            if (revision is null && number > highest)
            {
                (newest, highest) = (child, number);
            }
        }

        return newest;
    }
}
