using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Causes;

/// <summary>What is wrong with a pod: its containers' causes, or that no node takes it.</summary>
internal static class PodCauses
{
    /// <summary>A pod without a node is reported after this long: a scheduler that is merely busy is no trouble.</summary>
    public static readonly TimeSpan UnschedulableShownAfter = TimeSpan.FromSeconds(15);

    /// <summary>The causes that the pod shows now.</summary>
    /// <param name="subject">Whose pod it is.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="evidence">What is remembered of it.</param>
    /// <param name="events">Events about it.</param>
    public static IEnumerable<Cause> Of(CauseSubject subject, LivePod pod, PodEvidence evidence, IReadOnlyCollection<LiveEvent> events)
    {
        if (!PodScope.Counts(pod))
        {
            yield break;
        }

        foreach (LiveContainer container in pod.Containers)
        {
            if (new ContainerCauses(subject, pod, evidence, container, events).Find() is { } cause)
            {
                yield return cause;
            }
        }

        if (Volume(subject, pod, evidence, events) is { } volume)
        {
            yield return volume;
        }

        if (pod.Unschedulable is { } text && evidence.UnschedulableSince is { } since && subject.Now - since >= UnschedulableShownAfter)
        {
            yield return new Cause
            {
                Code = CauseCode.Unschedulable,
                Class = CauseClass.Capacity,
                Object = subject.Object.Display,
                Namespace = subject.Object.Key.Namespace,
                Pod = pod.Key.Name,
                Reason = "Unschedulable",
                Message = CauseText.Clean($"no node takes pod {pod.Key.Name}: {text}"),
                FirstSeen = since,
                IsPreExisting = subject.IsPreExisting,
            };
        }
    }

    /// <summary>When a cause may show without any event; null where only an event brings one.</summary>
    public static DateTimeOffset? NextLook(LivePod pod, PodEvidence evidence)
    {
        DateTimeOffset? next = evidence.UnschedulableSince + UnschedulableShownAfter;
        foreach (LiveContainer container in pod.Containers)
        {
            DateTimeOffset? probe = evidence.Of(container).UnreadySince + container.ReadinessGrace;
            next = next is null || probe < next ? probe ?? next : next;
        }

        return next;
    }

    // Volumes come before any container: once one has run they were there.
    private static Cause? Volume(CauseSubject subject, LivePod pod, PodEvidence evidence, IEnumerable<LiveEvent> events)
    {
        if (pod.Phase != "Pending" || pod.Containers.Any(container => container.IsRunning || container.LastExit is not null))
        {
            return null;
        }

        LiveEvent? last = events.Where(each => each.Reason is "FailedMount" or "FailedAttachVolume").MaxBy(each => each.LastSeen);
        return last is null ? null : new Cause
        {
            Code = CauseCode.Volume,
            Class = CauseClass.Transient,
            Object = subject.Object.Display,
            Namespace = subject.Object.Key.Namespace,
            Pod = pod.Key.Name,
            Reason = last.Reason,
            Message = CauseText.Clean($"pod {pod.Key.Name} lacks a volume: {last.Message}"),
            FirstSeen = evidence.FirstSeen,
            IsPreExisting = subject.IsPreExisting,
        };
    }
}
