using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Kubernetes.Status.Rules.Kinds;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>Judges a whole rollout at one instant from live objects and what is remembered; it asks nobody and waits for nothing.</summary>
internal sealed class RolloutJudge(TrackOptions options, IRolloutView view, RolloutEvidence evidence, DateTimeOffset now)
{
    private readonly List<ProgressItem> _progress = [];
    private readonly List<Cause> _causes = [];
    private readonly List<Cause> _endings = [];
    private readonly List<string> _remarks = [];
    private readonly List<UnavailableObject> _unavailable = [];
    private DateTimeOffset? _nextCheckAt;
    private bool _isSynced = true;
    private int _ready;

    public static RolloutState Judge(
        IReadOnlyList<TrackedObject> objects,
        TrackOptions options,
        IRolloutView view,
        RolloutEvidence evidence,
        DateTimeOffset now)
    {
        RolloutJudge judge = new(options, view, evidence, now);
        judge.JudgeAll(objects);
        return judge.State(objects.Count);
    }

    /// <summary>The objects that are not ready at an instant.</summary>
    public static IReadOnlyList<TrackedObject> Open(
        IReadOnlyList<TrackedObject> objects,
        TrackOptions options,
        IRolloutView view,
        RolloutEvidence evidence,
        DateTimeOffset now)
    {
        RolloutJudge judge = new(options, view, evidence, now);
        judge.JudgeAll(objects);
        return [.. judge._progress.Select(item => item.Object)];
    }

    private void JudgeAll(IReadOnlyList<TrackedObject> objects)
    {
        foreach (TrackedObject tracked in objects)
        {
            Judge(tracked);
        }
    }

    private void Judge(TrackedObject tracked)
    {
        if (!tracked.IsHook && StaticKinds.AreReady(tracked.Kind.GroupKind, options.WaitForLoadBalancer))
        {
            _ready++;
        }
        else if (!view.HasSynced(tracked))
        {
            _isSynced = false;
            string message = view.TroubleOf(tracked) is { } trouble ? CauseText.Clean($"cannot be watched: {trouble}") : "its watch has not begun yet";
            _progress.Add(new ProgressItem(tracked, ReadinessState.InProgress, "NotSynced", message, now));
        }
        else if (Readiness.IsPod(tracked.Kind))
        {
            JudgePod(tracked);
        }
        else
        {
            JudgeObject(tracked);
        }
    }

    private void JudgeObject(TrackedObject tracked)
    {
        LiveObject? live = view.Object(tracked.Kind, tracked.Key);
        ObjectEvidence seen = evidence.Observe(tracked, live, now);
        if (IsOlder(tracked, live?.ResourceVersion))
        {
            Hold(tracked, seen, new ReadinessResult(ReadinessState.InProgress, "NotSeen", "the change is not seen by the watch yet"), worst: null);
            return;
        }

        if (live is not null && Unavailability.Of(live) is { } why)
        {
            _unavailable.Add(new UnavailableObject(tracked, seen.UnavailableSince ?? now, why));
        }

        ReadinessResult result = Readiness.Judge(tracked, live, ContextOf(tracked, live, seen));
        Check(result.RecheckAt);
        if (IsLetPass(tracked, live?.Policy ?? default, result))
        {
            Pass(tracked, seen, result);
            return;
        }

        seen.Judged(isReady: false, now);
        Cause? worst = live is null ? null : FindCauses(tracked, live, seen);
        Hold(tracked, seen, worst is null ? WithReplicaFailure(live, result) : result, worst);
    }

    private void JudgePod(TrackedObject tracked)
    {
        LivePod? pod = view.Pod(tracked.Key);
        ObjectEvidence seen = evidence.Of(tracked, now);
        if (IsOlder(tracked, pod?.ResourceVersion))
        {
            Hold(tracked, seen, new ReadinessResult(ReadinessState.InProgress, "NotSeen", "the change is not seen by the watch yet"), worst: null);
            return;
        }

        ReadinessResult result = Readiness.Judge(tracked, pod);
        if (IsLetPass(tracked, default, result))
        {
            Pass(tracked, seen, result);
            return;
        }

        seen.Judged(isReady: false, now);
        Cause? worst = null;
        if (pod is { Phase: "Failed" })
        {
            seen.ObservePodFailed(now);
            Cause failed = ObjectCauses.PodFailed(SubjectOf(tracked, seen, default), pod, seen.CodeSince);
            Add(failed, ends: true, default);
            worst = failed;
        }
        else if (pod is not null)
        {
            CauseSubject subject = SubjectOf(tracked, seen, default) with { WasReady = evidence.WasReady([pod], now), CrashesCount = !tracked.IsHook };
            worst = AddPodCauses(tracked, default, [.. PodCauses.Of(subject, pod, evidence.Of(pod, now))], _ => true);
        }

        Hold(tracked, seen, result, worst);
    }

    private ReadinessContext ContextOf(TrackedObject tracked, LiveObject? live, ObjectEvidence seen) => new()
    {
        Now = now,
        FirstSeen = seen.FirstSeen,
        WaitForJobs = options.WaitForJobs,
        WaitForLoadBalancer = options.WaitForLoadBalancer,
        HasStatusSubresource = view.HasStatusSubresource(tracked.Kind),
        LacksConsumer = live is { Kind.Kind: "PersistentVolumeClaim" } && view.LacksConsumer(live),
    };

    private CauseSubject SubjectOf(TrackedObject tracked, ObjectEvidence seen, WaitPolicy policy) => new(tracked, options.FailFast, now)
    {
        FailuresAllowed = policy.FailuresAllowed,
        IsPreExisting = !tracked.IsChanged && seen.WasReadyAtBaseline == false,
    };

    /// <summary>Finds what is wrong with an object that is not ready; answers the worst.</summary>
    private Cause? FindCauses(TrackedObject tracked, LiveObject live, ObjectEvidence seen)
    {
        CauseSubject subject = SubjectOf(tracked, seen, live.Policy);
        LivePod[] pods = [.. CurrentRevision.PodsOf(live, view).Where(PodScope.Counts)];
        Cause? own = null;
        if (ObjectCauses.CodeOf(live) is { } code && seen.Code == code)
        {
            own = ObjectCauses.Describe(subject, live, code, seen.CodeSince, pods);
            Add(own, ends: true, live.Policy);
        }

        bool isJob = live.Kind.Kind == "Job";
        subject = subject with { WasReady = evidence.WasReady(pods, now), CrashesCount = !isJob && !tracked.IsHook };
        List<Cause> found = [];
        foreach (LivePod pod in pods)
        {
            PodEvidence podEvidence = evidence.Of(pod, now);
            found.AddRange(PodCauses.Of(subject, pod, podEvidence));
            Check(podEvidence.UnschedulableSince + PodCauses.UnschedulableShownAfter);
        }

        Cause? worst = AddPodCauses(tracked, live.Policy, found, failing => WorkloadVerdict.CannotProgress(live, pods, failing));
        return own ?? worst;
    }

    private Cause? AddPodCauses(TrackedObject tracked, WaitPolicy policy, List<Cause> found, Func<int, bool> cannotProgress)
    {
        int failing = found.Where(cause => cause is { IsRipe: true, Class: CauseClass.Config or CauseClass.Crash }).Select(cause => cause.Pod).Distinct().Count();
        bool isStuck = failing > 0 && cannotProgress(failing);
        foreach (Cause cause in found)
        {
            // A hook ends by its Job or its phase alone: to fail it early lets it run on, after all was declared failed.
            Add(cause, ends: !tracked.IsHook && (isStuck || cause.Class == CauseClass.Terminal), policy);
        }

        return found.Count == 0 ? null : found.OrderByDescending(cause => cause.IsRipe).ThenBy(cause => cause.Class).ThenBy(cause => cause.FirstSeen).First();
    }

    private void Add(Cause cause, bool ends, WaitPolicy policy)
    {
        bool counts = options.FailFast.IsEnabled && !cause.IsPreExisting && !policy.NeverFails;
        if (counts && ends && cause.IsRipe)
        {
            _endings.Add(cause);
        }

        _causes.Add(cause);
        if (counts)
        {
            Check(cause.RipeAt);
        }
    }

    /// <summary>Where the newest ReplicaSet cannot make its pods (quota, admission) the server's text says more than any count.</summary>
    private ReadinessResult WithReplicaFailure(LiveObject? live, ReadinessResult result)
    {
        LiveObject? set = live?.Kind.Kind == "Deployment" ? CurrentRevision.NewestChild(live, view, live.Workload?.Revision) : live;
        return set?.Condition("ReplicaFailure") is { IsTrue: true } failure
            ? result with { Reason = failure.Reason, Message = $"pods cannot be created ({failure.Reason}): {failure.Message}" }
            : result;
    }

    private bool IsLetPass(TrackedObject tracked, WaitPolicy policy, ReadinessResult result) =>
        result.IsReady || policy.Ignored || (options.IgnoreUnchanged && !tracked.IsChanged);

    private void Pass(TrackedObject tracked, ObjectEvidence seen, ReadinessResult result)
    {
        seen.Judged(result.IsReady, now);
        _ready++;
        if (result.Message.Length > 0)
        {
            _remarks.Add($"{tracked.Display}: {CauseText.Clean(result.Message)}");
        }
    }

    private void Hold(TrackedObject tracked, ObjectEvidence seen, ReadinessResult result, Cause? worst)
    {
        seen.Judged(isReady: false, now);
        string message = worst?.Message ?? CauseText.Clean(result.Message);
        ReadinessState state = worst is { IsRipe: true } ? ReadinessState.Failed : result.State;
        _progress.Add(new ProgressItem(tracked, state, worst?.Reason ?? result.Reason, message, seen.NotReadySince ?? now));
    }

    private void Check(DateTimeOffset? at)
    {
        if (at > now && (_nextCheckAt is null || at < _nextCheckAt))
        {
            _nextCheckAt = at;
        }
    }

    private static bool IsOlder(TrackedObject tracked, ulong? seen) => seen is { } version && version < Metadata.ParseVersion(tracked.AppliedVersion);

    private RolloutState State(int total)
    {
        Cause? failure = _isSynced ? _endings.OrderBy(cause => cause.FirstSeen).ThenBy(cause => cause.Class).FirstOrDefault() : null;
        return new RolloutState
        {
            Ready = _ready,
            Total = total,
            Missing = _progress.Count(item => item.State == ReadinessState.Missing),
            IsSynced = _isSynced,
            Progress = [.. _progress.OrderByDescending(item => item.State).ThenBy(item => item.Since).Take(RolloutState.MaxItems)],
            Failure = failure,
            Others =
            [
                .. _causes.Where(cause => !ReferenceEquals(cause, failure))
                    .OrderByDescending(cause => cause.IsRipe)
                    .ThenBy(cause => cause.FirstSeen)
                    .Take(RolloutState.MaxItems),
            ],
            Remarks = [.. _remarks.Take(RolloutState.MaxItems)],
            Unavailable = [.. _unavailable.OrderBy(item => item.Since)],
            NextCheckAt = _nextCheckAt,
        };
    }
}
