using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Causes;

/// <summary>Why a workload lacks pods that nobody lets it create: quota, admission, webhooks, what pods refer to.</summary>
/// <remarks>ReplicaSets say so in a condition; StatefulSets, DaemonSets and Jobs only in events.</remarks>
internal sealed class CreationCauses(IRolloutView view, DateTimeOffset startedAt)
{
    // Times of events are whole seconds, rounded down.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    /// <summary>The text of the refusal that holds the present revision up now; null where there is none.</summary>
    /// <param name="live">The workload.</param>
    /// <param name="pods">Its pods of the present revision.</param>
    public string? TextOf(LiveObject live, IReadOnlyCollection<LivePod> pods)
    {
        if (!live.IsObserved || live.Workload is null)
        {
            return null;
        }

        return live.Kind.Kind switch
        {
            "Deployment" => OfCondition(CurrentRevision.NewestChild(live, view, live.Workload.Revision)),
            "ReplicaSet" or "ReplicationController" => OfCondition(live),
            "StatefulSet" or "DaemonSet" => live.Workload.Existing < live.Workload.Wanted || HasNoStatus(live) ? OfEvents(live, pods) : null,
            "Job" => live.Workload.Existing == 0 ? OfEvents(live, pods) : null,
            _ => null,
        };
    }

    /// <summary>How many pods of the present revision the workload lacks.</summary>
    public long MissingOf(LiveObject live)
    {
        LiveObject? counted = live.Kind.Kind == "Deployment" ? CurrentRevision.NewestChild(live, view, live.Workload?.Revision) : live;
        return counted?.Workload is { } workload ? Math.Max(1, workload.Wanted - workload.Existing) : 1;
    }

    /// <summary>Something in the namespace will give its room back: a pod that is going away, or one of a revision that a rollout replaces.</summary>
    public bool MayGetRoom(LiveObject live, IEnumerable<LiveObject> workloads) =>
        view.PodsIn(live.Key.Namespace).Any(pod => pod is { IsDeleting: true, Phase: not ("Succeeded" or "Failed") })
        || workloads.Any(workload => workload.Key.Namespace == live.Key.Namespace && HasOldPods(workload));

    /// <summary>The cause with its text.</summary>
    public static Cause Describe(CauseSubject subject, CauseCode code, string text, DateTimeOffset since, bool mayPass)
    {
        FailFastRule rule = subject.Options[code];
        DateTimeOffset ripeAt = since + rule.After;
        bool isRipe = rule.EndsRollouts && !mayPass && subject.Now >= ripeAt;
        return new Cause
        {
            Code = code,
            Class = rule.Class,
            Object = subject.Object.Display,
            Namespace = subject.Object.Key.Namespace,
            Reason = "FailedCreate",
            Message = CauseText.Clean($"pods cannot be created (FailedCreate): {text}"),
            FirstSeen = since,
            IsRipe = isRipe,
            RipeAt = rule.EndsRollouts && !mayPass && !isRipe ? ripeAt : null,
            IsPreExisting = subject.IsPreExisting,
        };
    }

    // Older controllers give up at the refusal, before they write a new DaemonSet's first status (Kubernetes 1.20).
    private static bool HasNoStatus(LiveObject live) => live is { Kind.Kind: "DaemonSet", ObservedGeneration: null };

    private static string? OfCondition(LiveObject? set) => set?.Condition("ReplicaFailure") is { IsTrue: true, Reason: "FailedCreate" } failure ? failure.Message : null;

    // A pod that was created after the refusal says that it has passed.
    private string? OfEvents(LiveObject live, IReadOnlyCollection<LivePod> pods)
    {
        LiveEvent? last = view.EventsOf(live.Key.Namespace, live.Uid).Where(each => each.Reason == "FailedCreate").MaxBy(each => each.LastSeen);
        return last?.LastSeen is { } seen && seen >= startedAt - Rounding && !pods.Any(pod => pod.Created >= seen) ? last.Message : null;
    }

    private bool HasOldPods(LiveObject workload)
    {
        HashSet<string> current = [.. CurrentRevision.PodsOf(workload, view).Select(pod => pod.Uid)];
        IEnumerable<LivePod> all = workload.Kind.Kind == "Deployment" ? view.ChildrenOf(workload).SelectMany(view.PodsOf) : view.PodsOf(workload);
        return workload.Kind.Kind is "Deployment" or "StatefulSet" or "DaemonSet" && all.Any(pod => !current.Contains(pod.Uid) && pod.Phase is not ("Succeeded" or "Failed"));
    }
}
