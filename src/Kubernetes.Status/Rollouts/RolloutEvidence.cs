using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>Everything remembered of one rollout since its baseline: waiting reasons last a moment, and a verdict needs what was seen over time.</summary>
/// <remarks>Not thread-safe: its owner holds the lock.</remarks>
internal sealed class RolloutEvidence(DateTimeOffset startedAt)
{
    private const int MaxRemembered = 4096;
    private readonly Dictionary<string, PodEvidence> _pods = new(StringComparer.Ordinal);
    private readonly Dictionary<TrackedObject, ObjectEvidence> _objects = [];
    private readonly HashSet<(string? ControllerUid, string? Hash)> _wereReady = [];

    /// <summary>Takes in a pod as it is now.</summary>
    public PodEvidence Observe(LivePod pod, DateTimeOffset now)
    {
        if (!_pods.TryGetValue(pod.Uid, out PodEvidence? evidence))
        {
            evidence = new PodEvidence(pod, startedAt, now);
            _pods.Add(pod.Uid, evidence);
        }
        else
        {
            evidence.Observe(pod, now);
        }

        return evidence;
    }

    /// <summary>Takes in an object as it is now.</summary>
    public ObjectEvidence Observe(TrackedObject tracked, LiveObject? live, DateTimeOffset now)
    {
        ObjectEvidence evidence = Of(tracked, now);
        if (live is not null)
        {
            evidence.Observe(live, now);
        }

        return evidence;
    }

    public ObjectEvidence Of(TrackedObject tracked, DateTimeOffset now)
    {
        if (!_objects.TryGetValue(tracked, out ObjectEvidence? evidence))
        {
            _objects.Add(tracked, evidence = new ObjectEvidence(now, startedAt));
        }

        return evidence;
    }

    /// <summary>What is known of a pod, which is taken in first if it is newer: a store knows of a change before its handlers do.</summary>
    public PodEvidence Of(LivePod pod, DateTimeOffset now) =>
        _pods.TryGetValue(pod.Uid, out PodEvidence? evidence) && evidence.ResourceVersion >= pod.ResourceVersion ? evidence : Observe(pod, now);

    /// <summary>A pod is gone; that one of its revision was ready is kept.</summary>
    public void Forget(LivePod pod, DateTimeOffset now)
    {
        if (_pods.Remove(pod.Uid, out PodEvidence? evidence) && evidence.WasReadyAt(now) && _wereReady.Count < MaxRemembered)
        {
            _wereReady.Add((pod.ControllerUid, pod.RevisionHash));
        }
    }

    /// <summary>A pod of the same controller and revision, there or gone, was Ready for ten seconds.</summary>
    public bool WasReady(IReadOnlyCollection<LivePod> pods, DateTimeOffset now) =>
        pods.Any(pod => _wereReady.Contains((pod.ControllerUid, pod.RevisionHash)) || Of(pod, now).WasReadyAt(now));
}
