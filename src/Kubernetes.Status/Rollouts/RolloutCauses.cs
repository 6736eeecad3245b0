using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rules.Kinds;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>Gathers what is wrong with the objects that are not ready, and which of it ends the rollout.</summary>
internal sealed class RolloutCauses(IReadOnlyList<TrackedObject> objects, TrackOptions options, IRolloutView view, RolloutEvidence evidence, DateTimeOffset now)
{
    private readonly CreationCauses _creation = new(view, options.StartedAt);
    private readonly List<Cause> _all = [];
    private readonly List<Cause> _endings = [];

    /// <summary>When a cause may ripen or show without any event; null where none will.</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    /// <summary>The first cause that ends the rollout; null where none does.</summary>
    public Cause? First => _endings.OrderBy(cause => cause.FirstSeen).ThenBy(cause => cause.Class).FirstOrDefault();

    /// <summary>All other causes, those that count first.</summary>
    public IEnumerable<Cause> Besides(Cause? first) => _all.Where(cause => !ReferenceEquals(cause, first)).OrderByDescending(cause => cause.IsRipe).ThenBy(cause => cause.FirstSeen);

    /// <summary>Finds what is wrong with an object that is no pod and is not ready.</summary>
    public FoundCauses Find(TrackedObject tracked, LiveObject live, ObjectEvidence seen, WaitPolicy policy)
    {
        CauseSubject subject = SubjectOf(tracked, seen, policy);
        LivePod[] pods = [.. CurrentRevision.PodsOf(live, view).Where(PodScope.Counts)];
        List<(Cause Cause, bool Ends)> found = [];
        if (ObjectCauses.CodeOf(live, options.StartedAt) is { } code && seen.Code == code)
        {
            Cause own = ObjectCauses.Describe(subject, live, code, options.StartedAt, seen.CodeSince, pods);

            // What is known to have failed since the operation began did not fail before it.
            found.Add((KnownFailures.Find(live, options.StartedAt) is null ? own : own with { IsPreExisting = false }, true));
        }

        if (OfCreation(subject, live, seen, pods) is { } creation)
        {
            found.Add((creation, creation.IsRipe && WorkloadVerdict.CannotCreate(live, pods, _creation.MissingOf(live))));
        }

        if (ObjectCauses.Provisioning(subject, live, view.EventsOf(live.Key.Namespace, live.Uid), seen.FirstSeen) is { } volume)
        {
            found.Add((volume, false));
        }

        bool isJob = live.Kind.Kind == "Job";
        subject = subject with { WasReady = evidence.WasReady(pods, now), CrashesCount = !isJob && !tracked.IsHook };
        List<Cause> ofPods = [.. pods.SelectMany(pod => Of(subject, pod))];
        AddPodCauses(found, ofPods, failing => WorkloadVerdict.CannotProgress(live, pods, failing));
        return Take(tracked, policy, found);
    }

    /// <summary>Finds what is wrong with a bare pod that is not ready.</summary>
    public FoundCauses Find(TrackedObject tracked, LivePod pod, ObjectEvidence seen, WaitPolicy policy)
    {
        CauseSubject subject = SubjectOf(tracked, seen, policy);
        List<(Cause Cause, bool Ends)> found = [];
        if (pod.Phase == "Failed" && (tracked.IsHook || PodScope.Counts(pod)))
        {
            seen.ObservePodFailed(now);
            found.Add((ObjectCauses.PodFailed(subject, pod, seen.CodeSince), true));
            return Take(tracked, policy, found, isFinal: true);
        }

        subject = subject with { WasReady = evidence.WasReady([pod], now), CrashesCount = !tracked.IsHook };
        AddPodCauses(found, [.. Of(subject, pod)], _ => true);
        return Take(tracked, policy, found);
    }

    private Cause? OfCreation(CauseSubject subject, LiveObject live, ObjectEvidence seen, LivePod[] pods)
    {
        string? text = _creation.TextOf(live, pods);
        CauseCode? code = text is null ? null : CreationFailure.Classify(text);
        bool mayPass = code == CauseCode.QuotaExceeded && _creation.MayGetRoom(live, Workloads());
        seen.ObserveCreation(code, mayPass, now);
        return code is { } known ? CreationCauses.Describe(subject, known, text!, seen.CreationSince, mayPass) : null;
    }

    private IEnumerable<LiveObject> Workloads() =>
        objects.Select(tracked => tracked.Kind.Group == "apps" ? view.Object(tracked.Kind, tracked.Key) : null).OfType<LiveObject>();

    private IEnumerable<Cause> Of(CauseSubject subject, LivePod pod)
    {
        PodEvidence podEvidence = evidence.Of(pod, now);
        Check(PodCauses.NextLook(pod, podEvidence));
        return PodCauses.Of(subject, pod, podEvidence, [.. view.EventsOf(pod.Key.Namespace, pod.Uid)]);
    }

    private static void AddPodCauses(List<(Cause Cause, bool Ends)> found, List<Cause> ofPods, Func<int, bool> cannotProgress)
    {
        int failing = ofPods.Where(cause => cause is { IsRipe: true, Class: CauseClass.Config or CauseClass.Crash or CauseClass.App }).Select(cause => cause.Pod).Distinct().Count();
        bool isStuck = failing > 0 && cannotProgress(failing);
        found.AddRange(ofPods.Select(cause => (cause, isStuck || cause.Class == CauseClass.Terminal)));
    }

    /// <summary>A hook ends by its Job or its phase alone: to fail it early lets it run on, after all was declared failed.</summary>
    private FoundCauses Take(TrackedObject tracked, WaitPolicy policy, List<(Cause Cause, bool Ends)> found, bool isFinal = false)
    {
        Cause? ending = null;
        foreach ((Cause cause, bool ends) in found)
        {
            bool mayEnd = !tracked.IsHook || isFinal || cause.Code == CauseCode.JobFailed;
            bool counts = options.FailFast.IsEnabled && mayEnd && !cause.IsPreExisting && policy.FailMode != FailMode.AtTimeout;
            if (counts && ends && cause.IsRipe)
            {
                ending ??= cause;
                if (policy.FailMode == FailMode.Fail)
                {
                    _endings.Add(cause);
                }
            }

            _all.Add(cause);
            if (counts)
            {
                Check(cause.RipeAt);
            }
        }

        Cause? worst = found.Select(each => each.Cause).OrderByDescending(cause => cause.IsRipe).ThenBy(cause => cause.Class).ThenBy(cause => cause.FirstSeen).FirstOrDefault();
        return new FoundCauses(worst, policy.FailMode == FailMode.Ignore ? ending : null);
    }

    private CauseSubject SubjectOf(TrackedObject tracked, ObjectEvidence seen, WaitPolicy policy) => new(tracked, options.FailFast, now)
    {
        FailuresAllowed = policy.FailuresAllowed,
        IsPreExisting = !tracked.IsChanged && seen.WasReadyAtBaseline == false,
    };

    private void Check(DateTimeOffset? at)
    {
        if (at > now && (NextCheckAt is null || at < NextCheckAt))
        {
            NextCheckAt = at;
        }
    }
}
