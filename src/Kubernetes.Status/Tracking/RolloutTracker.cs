using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Kubernetes.Status.Rules.Kinds;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>Follows one revision of a release: remembers what the watches showed of it, and judges it when asked. Thread-safe.</summary>
public sealed class RolloutTracker
{
    private readonly Lock _gate = new();
    private readonly RolloutEvidence _evidence;
    private DateTimeOffset? _readySince;
    private readonly StoreView _view;
    private readonly TimeProviderClock _clock;

    internal RolloutTracker(NamespacedName release, IReadOnlyList<TrackedObject> objects, TrackOptions options, StoreView view, TimeProviderClock clock)
    {
        Release = release;
        Objects = objects;
        Options = options;
        IsWaiting = options.IsWaiting;
        _view = view;
        _clock = clock;
        _evidence = new RolloutEvidence(options.StartedAt);
    }

    public NamespacedName Release { get; }

    public IReadOnlyList<TrackedObject> Objects { get; }

    public TrackOptions Options { get; }

    /// <summary>Somebody waits for the objects; the hub's lock guards it.</summary>
    internal bool IsWaiting { get; set; }

    /// <summary>Uids of workloads and ReplicaSets whose pods are this tracker's; the hub's lock guards it.</summary>
    internal HashSet<string> Uids { get; } = new(StringComparer.Ordinal);

    /// <summary>How far the revision is, from what the watches have shown and what is remembered; no request is made.</summary>
    /// <param name="now">The time on the clock of <see cref="LiveObjects.Now"/>.</param>
    public RolloutState Snapshot(DateTimeOffset now)
    {
        lock (_gate)
        {
            RolloutState state = RolloutJudge.Judge(Objects, Options, _view, _evidence, now);
            _readySince = state.IsReady ? _readySince ?? now : null;
            return state with { ReadySince = _readySince };
        }
    }

    /// <summary>How the one hook that this tracker follows fares: by the expressions of the release, where they judge a kind, else by the conditions of its Jobs or the phases of its pods alone, as Helm's own readers judge.</summary>
    /// <param name="uids">Of the objects that were created: another one of a name is of an older or a newer run. Null: any.</param>
    /// <returns>Null while the watch has not shown everything; Missing where an object of those is not shown, and none runs any more.</returns>
    public ReadinessResult? JudgeHook(IReadOnlyCollection<string>? uids) =>
        Objects.All(_view.HasSynced) ? HookReadiness.Together([.. Objects.Select(hook => JudgeHook(hook, uids))]) : null;

    /// <summary>How far the revision is, after everything that is not ready has been read afresh: what a verdict of timeout rests on.</summary>
    /// <exception cref="Client.Errors.KubernetesApiException">The server refused a read.</exception>
    /// <exception cref="Client.Errors.KubernetesConnectionException">The server cannot be reached: that is no verdict.</exception>
    public async Task<RolloutState> RefreshAsync(IKubernetesClient client, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(client);
        return await JudgeAfreshAsync(client, read: OpenObjects(), judged: Objects, ct);
    }

    /// <summary>Asks the server itself whether a cause still stands, by fresh reads of its object and the pods of that: to be done before a rollout is ended by it.</summary>
    /// <returns>The cause as it is now, or null where it stands no more.</returns>
    /// <exception cref="Client.Errors.KubernetesApiException">The server refused a read.</exception>
    /// <exception cref="Client.Errors.KubernetesConnectionException">The server cannot be reached: that is no verdict.</exception>
    public async Task<Cause?> ConfirmAsync(IKubernetesClient client, Cause cause, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(cause);
        TrackedObject[] named = [.. Objects.Where(tracked => tracked.Display == cause.Object && tracked.Key.Namespace == cause.Namespace)];
        RolloutState state = await JudgeAfreshAsync(client, read: named, judged: named, ct);
        return state.Failure;
    }

    /// <summary>The pods of older revisions, by the server's own word.</summary>
    /// <exception cref="Client.Errors.KubernetesApiException">The server refused a read.</exception>
    /// <exception cref="Client.Errors.KubernetesConnectionException">The server cannot be reached.</exception>
    public async Task<IReadOnlyList<OldPod>> FindOldPodsAsync(IKubernetesClient client, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(client);
        FreshView fresh = new(_view, Options);
        List<OldPod> old = [];
        foreach (TrackedObject tracked in Objects)
        {
            await fresh.ReadOldAsync(client, tracked, ct);
            old.AddRange(OldPods.Of(tracked, fresh));
        }

        return old;
    }

    private ReadinessResult JudgeHook(TrackedObject hook, IReadOnlyCollection<string>? uids)
    {
        if (Readiness.IsPod(hook.Kind) && !Options.Covers(hook.Kind))
        {
            LivePod? pod = _view.Pod(hook.Key);
            return HookReadiness.Judge(pod is not null && uids?.Contains(pod.Uid) == false ? null : pod);
        }

        LiveObject? live = _view.Object(hook.Kind, hook.Key);
        live = live is not null && uids?.Contains(live.Uid) == false ? null : live;
        return live is { Health: { } health } ? CheckedReadiness.Judge(health) : HookReadiness.Judge(hook, live);
    }

    internal void Saw(LiveObject live)
    {
        if (Options.Covers(live.Kind) && live.Content is null)
        {
            // Another release's watch of the kind keeps less.
            return;
        }

        LiveObject judged = CheckedObjects.With(live, Options);
        lock (_gate)
        {
            Observe(judged, _clock.Now);
        }
    }

    internal void Saw(LivePod pod)
    {
        lock (_gate)
        {
            _evidence.Observe(pod, _clock.Now);
        }
    }

    internal void Gone(LivePod pod)
    {
        lock (_gate)
        {
            _evidence.Forget(pod, _clock.Now);
        }
    }

    private async Task<RolloutState> JudgeAfreshAsync(IKubernetesClient client, IReadOnlyList<TrackedObject> read, IReadOnlyList<TrackedObject> judged, CancellationToken ct)
    {
        FreshView fresh = new(_view, Options);
        foreach (TrackedObject tracked in read)
        {
            await fresh.ReadAsync(client, tracked, ct);
        }

        lock (_gate)
        {
            DateTimeOffset now = _clock.Now;
            foreach (LiveObject live in fresh.Objects)
            {
                Observe(live, now);
            }

            foreach (LivePod pod in fresh.Pods)
            {
                _evidence.Observe(pod, now);
            }

            return RolloutJudge.Judge(judged, Options, fresh, _evidence, now);
        }
    }

    private IReadOnlyList<TrackedObject> OpenObjects()
    {
        lock (_gate)
        {
            return RolloutJudge.Open(Objects, Options, _view, _evidence, _clock.Now);
        }
    }

    private void Observe(LiveObject live, DateTimeOffset now)
    {
        foreach (TrackedObject tracked in Objects)
        {
            if (tracked.Kind.GroupKind == live.Kind.GroupKind && tracked.Key == live.Key)
            {
                _evidence.Observe(tracked, live, now);
            }
        }
    }
}
