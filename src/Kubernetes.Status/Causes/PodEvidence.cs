using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Causes;

/// <summary>What was seen of one pod since the baseline, across observations.</summary>
/// <remarks>Not thread-safe: its owner holds the lock.</remarks>
internal sealed class PodEvidence
{
    private readonly Dictionary<string, ContainerEvidence> _containers = new(StringComparer.Ordinal);
    private readonly bool _isNew;
    private DateTimeOffset _ageSeenAt;
    private TimeSpan _age;
    private bool _hasStarted;
    private DateTimeOffset? _readySeenAt;
    private DateTimeOffset? _readySince;

    /// <param name="first">The pod as it is first seen.</param>
    /// <param name="startedAt">When the operation began (server time): restarts of pods made since then all count.</param>
    /// <param name="now">The tracker's clock.</param>
    public PodEvidence(LivePod first, DateTimeOffset startedAt, DateTimeOffset now)
    {
        FirstSeen = now;
        _ageSeenAt = now;

        // Creation times are whole seconds, rounded down.
        _isNew = first.Created is { } created && created >= startedAt - TimeSpan.FromSeconds(1);
        Observe(first, now);
    }

    public DateTimeOffset FirstSeen { get; }

    public DateTimeOffset? UnschedulableSince { get; private set; }

    /// <summary>The pod was Ready for ten seconds at a stretch.</summary>
    public bool WasReady { get; private set; }

    /// <summary>The newest version that was taken in.</summary>
    public ulong ResourceVersion { get; private set; }

    public ContainerEvidence Of(LiveContainer container) => _containers[container.Name];

    /// <summary>Takes in a state of the pod; one that is older than what is known (fresh reads run ahead of watches) changes nothing.</summary>
    public void Observe(LivePod pod, DateTimeOffset now)
    {
        if (pod.ResourceVersion < ResourceVersion)
        {
            return;
        }

        ResourceVersion = pod.ResourceVersion;
        foreach (LiveContainer container in pod.Containers)
        {
            if (!_containers.TryGetValue(container.Name, out ContainerEvidence? evidence))
            {
                _containers.Add(container.Name, evidence = new ContainerEvidence(_isNew ? 0 : container.Restarts));
            }

            evidence.Observe(container, now);
        }

        UnschedulableSince = pod.Unschedulable is null ? null : UnschedulableSince ?? now;
        ObserveAge(pod, now);
        ObserveReady(pod, now);
    }

    /// <summary>How long the pod has run at least: from status.startTime to its newest time on the server's clock, from there on ours, so that no difference of the clocks makes it older.</summary>
    public TimeSpan AgeAt(DateTimeOffset now) => _hasStarted ? _age + Positive(now - _ageSeenAt) : TimeSpan.Zero;

    /// <summary>When it will have that age, if nothing else is seen.</summary>
    public DateTimeOffset ReachesAge(TimeSpan age) => _ageSeenAt + (age - _age);

    /// <summary>Whether the pod has by now been Ready for ten seconds at a stretch.</summary>
    public bool WasReadyAt(DateTimeOffset now) => WasReady || (_readySeenAt is { } since && now - since >= ReadyStretch);

    internal static TimeSpan ReadyStretch { get; } = TimeSpan.FromSeconds(10);

    private void ObserveAge(LivePod pod, DateTimeOffset now)
    {
        if (pod.Started is not { } started)
        {
            return;
        }

        TimeSpan known = Positive((pod.Newest ?? started) - started);
        if (!_hasStarted || known > AgeAt(now))
        {
            _hasStarted = true;
            _age = known;
            _ageSeenAt = now;
        }
    }

    private void ObserveReady(LivePod pod, DateTimeOffset now)
    {
        WasReady = WasReadyAt(now) || (!pod.IsReady && _readySince is { } since && pod.ReadyChanged - since >= ReadyStretch);
        if (!pod.IsReady)
        {
            _readySeenAt = null;
            _readySince = null;
        }
        else if (_readySince != pod.ReadyChanged || _readySeenAt is null)
        {
            _readySince = pod.ReadyChanged;
            _readySeenAt = now;
        }
    }

    private static TimeSpan Positive(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;
}
