using System.Globalization;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>
/// Finds the pods of a workload that are of older revisions. One that a watch shows as old need not be: where an older revision becomes the present one again, its number is raised, which
/// the watch of revisions may show later than that of the workload.
/// </summary>
internal static class OldPods
{
    /// <summary>The old pods; none while the controller has not seen the newest spec, or the present revision is not shown yet.</summary>
    public static IEnumerable<OldPod> Of(TrackedObject tracked, IRolloutView view)
    {
        if (view.Object(tracked.Kind, tracked.Key) is not { IsObserved: true } live || live.ResourceVersion < Metadata.ParseVersion(tracked.AppliedVersion))
        {
            return [];
        }

        bool isOrdered = live is { Kind.Kind: "StatefulSet", Workload.IsOrdered: true };
        return Find(live, view).Select(pod => new OldPod(tracked, pod.Key, pod.Uid) { IsDeleting = pod.IsDeleting, IsStuck = isOrdered && !pod.IsReady });
    }

    /// <summary>The ReplicaSets, or ControllerRevisions, by which the pods of a Deployment or DaemonSet are told to be old.</summary>
    public static IEnumerable<LiveObject> RevisionsOf(LiveObject live, IRolloutView view)
    {
        string[] hashes = [.. Find(live, view).Select(pod => pod.RevisionHash).OfType<string>().Distinct(StringComparer.Ordinal)];
        return view.ChildrenOf(live).Where(child => child.Workload?.Hash is { } hash && hashes.Contains(hash, StringComparer.Ordinal));
    }

    private static IEnumerable<LivePod> Find(LiveObject live, IRolloutView view)
    {
        if (!live.IsObserved)
        {
            return [];
        }

        return live.Kind.Kind switch
        {
            "Deployment" => Older(live, view, live.Workload?.Revision).SelectMany(view.PodsOf),
            "DaemonSet" => OfRevisions(live, view),
            "StatefulSet" when live.Workload?.Revision is { Length: > 0 } present => view.PodsOf(live)
                .Where(pod => pod.RevisionHash is { } hash && hash != present && !(Ordinal(pod) < live.Workload.Partition)),
            _ => [],
        };
    }

    private static IEnumerable<LivePod> OfRevisions(LiveObject live, IRolloutView view)
    {
        HashSet<string> hashes = new(Older(live, view, revision: null).Select(child => child.Workload?.Hash).OfType<string>(), StringComparer.Ordinal);
        return view.PodsOf(live).Where(pod => pod.RevisionHash is { } hash && hashes.Contains(hash));
    }

    private static IEnumerable<LiveObject> Older(LiveObject live, IRolloutView view, string? revision) =>
        CurrentRevision.NewestChild(live, view, revision) is { } present && Number(present) is { } number ? view.ChildrenOf(live).Where(child => Number(child) < number) : [];

    private static long? Number(LiveObject child) => long.TryParse(child.Workload?.Revision, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static long? Ordinal(LivePod pod) =>
        long.TryParse(pod.Key.Name.AsSpan(pod.Key.Name.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long ordinal) ? ordinal : null;
}
