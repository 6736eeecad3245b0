using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Kubernetes.Status.Rules.Kinds;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>Judges a whole rollout at one instant from live objects and what is remembered; it asks nobody and waits for nothing.</summary>
internal sealed class RolloutJudge(IReadOnlyList<TrackedObject> objects, TrackOptions options, IRolloutView view, RolloutEvidence evidence, DateTimeOffset now)
{
    private readonly List<ProgressItem> _progress = [];
    private readonly RolloutCauses _causes = new(objects, options, view, evidence, now);
    private readonly List<string> _remarks = [];
    private readonly HashSet<string> _troubles = new(StringComparer.Ordinal);
    private readonly List<UnavailableObject> _unavailable = [];
    private DateTimeOffset? _nextCheckAt;
    private bool _isSynced = true;
    private int _heldByOthers;
    private int _ready;

    public static RolloutState Judge(
        IReadOnlyList<TrackedObject> objects,
        TrackOptions options,
        IRolloutView view,
        RolloutEvidence evidence,
        DateTimeOffset now)
    {
        RolloutJudge judge = new(objects, options, view, evidence, now);
        judge.JudgeAll();
        return judge.State();
    }

    /// <summary>The objects that are not ready at an instant.</summary>
    public static IReadOnlyList<TrackedObject> Open(
        IReadOnlyList<TrackedObject> objects,
        TrackOptions options,
        IRolloutView view,
        RolloutEvidence evidence,
        DateTimeOffset now)
    {
        RolloutJudge judge = new(objects, options, view, evidence, now);
        judge.JudgeAll();
        return [.. judge._progress.Select(item => item.Object)];
    }

    private void JudgeAll()
    {
        foreach (TrackedObject tracked in objects)
        {
            Judge(tracked);
        }

        // While something is not ready that says enough.
        if (_progress.Count == 0 && _isSynced)
        {
            _remarks.AddRange(objects.Where(tracked => !tracked.Policy.Ignored).Select(tracked => Endpoints.RemarkOn(tracked, view)).OfType<string>());
        }
    }

    private void Judge(TrackedObject tracked)
    {
        if (!tracked.IsHook && !options.Covers(tracked.Kind) && StaticKinds.AreReady(tracked.Kind.GroupKind, options.WaitForLoadBalancer))
        {
            _ready++;
        }
        else if (tracked.Policy.Ignored && !view.HasSynced(tracked))
        {
            _ready++;
        }
        else if (!view.HasSynced(tracked))
        {
            _isSynced = false;
            string message = view.TroubleOf(tracked) is { } trouble ? CauseText.Clean($"cannot be watched: {trouble}") : "its watch has not begun yet";
            _progress.Add(new ProgressItem(tracked, ReadinessState.InProgress, "NotSynced", message, now));
        }
        else
        {
            JudgeSynced(tracked);
        }
    }

    private void JudgeSynced(TrackedObject tracked)
    {
        if (view.TroubleOf(tracked) is { } trouble)
        {
            _troubles.Add(CauseText.Clean($"not watched but read every few seconds, causes may be missed: {trouble}"));
        }

        if (Readiness.IsPod(tracked.Kind) && !options.Covers(tracked.Kind))
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
        bool isPast = !tracked.HasTtl || view.IsPast(tracked);
        LiveObject? live = view.Object(tracked.Kind, tracked.Key);
        ObjectEvidence seen = evidence.Observe(tracked, live, now);
        if (IsOlder(tracked, live?.ResourceVersion) || (live is null && !isPast))
        {
            Hold(tracked, seen, new ReadinessResult(ReadinessState.InProgress, "NotSeen", "the change is not seen by the watch yet"), worst: null);
            _heldByOthers++;
            return;
        }

        if (live is not null && Unavailability.Of(live) is { } why)
        {
            _unavailable.Add(new UnavailableObject(tracked, seen.UnavailableSince ?? now, why));
        }
        else if (live is null && Unavailability.IsMissed(tracked, options.Covers(tracked.Kind)))
        {
            _unavailable.Add(new UnavailableObject(tracked, seen.MissingSince(now), "is missing") { IsMissing = true });
        }

        WaitPolicy policy = live?.Policy ?? tracked.Policy;
        ReadinessResult result = Readiness.Judge(tracked, live, ContextOf(tracked, live, seen));
        Check(result.RecheckAt);
        if (IsLetPass(tracked, policy, result))
        {
            Pass(tracked, seen, result);
            return;
        }

        seen.Judged(isReady: false, now);
        FoundCauses found = live is null ? default : _causes.Find(tracked, live, seen, policy);
        HoldOrIgnore(tracked, seen, policy, found.Worst is null ? WithReplicaFailure(live, result) : result, found);
    }

    private void JudgePod(TrackedObject tracked)
    {
        LivePod? pod = view.Pod(tracked.Key);
        ObjectEvidence seen = evidence.Of(tracked, now);
        if (IsOlder(tracked, pod?.ResourceVersion))
        {
            Hold(tracked, seen, new ReadinessResult(ReadinessState.InProgress, "NotSeen", "the change is not seen by the watch yet"), worst: null);
            _heldByOthers++;
            return;
        }

        ReadinessResult result = Readiness.Judge(tracked, pod);
        if (IsLetPass(tracked, tracked.Policy, result))
        {
            Pass(tracked, seen, result);
            return;
        }

        seen.Judged(isReady: false, now);
        FoundCauses found = pod is null ? default : _causes.Find(tracked, pod, seen, tracked.Policy);
        HoldOrIgnore(tracked, seen, tracked.Policy, result, found);
    }

    private ReadinessContext ContextOf(TrackedObject tracked, LiveObject? live, ObjectEvidence seen) => new()
    {
        Now = now,
        FirstSeen = seen.FirstSeen,
        StartedAt = options.StartedAt,
        WaitForJobs = options.WaitForJobs,
        WaitForLoadBalancer = options.WaitForLoadBalancer,
        HasStatusSubresource = view.HasStatusSubresource(tracked.Kind),
        IsAnalysed = CanaryReadiness.IsCanary(tracked.Kind) && objects.Any(each => each.IsChanged && CanaryReadiness.IsAnalysed(each.Kind)),
        LacksConsumer = live is { Kind.Kind: "PersistentVolumeClaim" } && view.LacksConsumer(live),
    };

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

    private void HoldOrIgnore(TrackedObject tracked, ObjectEvidence seen, WaitPolicy policy, ReadinessResult result, FoundCauses found)
    {
        if (found.Ignored is { } ignored)
        {
            Pass(tracked, seen, result with { Message = $"failed, which is ignored: {ignored.Message}" });
            return;
        }

        _heldByOthers += policy.FailMode == FailMode.Ignore ? 0 : 1;
        Hold(tracked, seen, result, found.Worst);
    }

    private void Hold(TrackedObject tracked, ObjectEvidence seen, ReadinessResult result, Cause? worst)
    {
        seen.Judged(isReady: false, now);
        string message = worst?.Message ?? CauseText.Clean(result.Message);
        ReadinessState state = worst is { IsRipe: true } ? ReadinessState.Failed : result.State;
        string reason = worst is { IsPreExisting: true } ? "PreExistingFailure" : worst?.Reason ?? result.Reason;
        _progress.Add(new ProgressItem(tracked, state, reason, message, seen.NotReadySince ?? now));
    }

    private void Check(DateTimeOffset? at)
    {
        if (at > now && (_nextCheckAt is null || at < _nextCheckAt))
        {
            _nextCheckAt = at;
        }
    }

    private static bool IsOlder(TrackedObject tracked, ulong? seen) => seen is { } version && version < Metadata.ParseVersion(tracked.AppliedVersion);

    private RolloutState State()
    {
        Check(_causes.NextCheckAt);
        Cause? failure = _isSynced ? _causes.First : null;
        return new RolloutState
        {
            Ready = _ready,
            Total = objects.Count,
            Missing = _progress.Count(item => item.State == ReadinessState.Missing),
            IsSynced = _isSynced,
            HoldsOnlyIgnored = _isSynced && _progress.Count > 0 && _heldByOthers == 0,
            Progress = [.. _progress.OrderByDescending(item => item.State).ThenBy(item => item.Since).Take(RolloutState.MaxItems)],
            Failure = failure,
            Others = [.. _causes.Besides(failure).Take(RolloutState.MaxItems)],
            Remarks = [.. _troubles.Concat(_remarks).Take(RolloutState.MaxItems)],
            Unavailable = [.. _unavailable.OrderBy(item => item.Since)],
            NextCheckAt = _nextCheckAt,
            OldPods = options.FindsOldPods ? [.. objects.SelectMany(tracked => OldPods.Of(tracked, view))] : [],
        };
    }
}
