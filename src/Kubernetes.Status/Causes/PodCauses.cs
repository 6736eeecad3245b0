using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Causes;

/// <summary>What is wrong with a pod: its containers' causes, or that no node takes it.</summary>
internal static class PodCauses
{
    /// <summary>A pod without a node is reported after this long: a scheduler that is merely busy is no trouble.</summary>
    public static readonly TimeSpan UnschedulableShownAfter = TimeSpan.FromSeconds(15);

    public static IEnumerable<Cause> Of(CauseSubject subject, LivePod pod, PodEvidence evidence)
    {
        if (!PodScope.Counts(pod))
        {
            yield break;
        }

        foreach (LiveContainer container in pod.Containers)
        {
            if (new ContainerCauses(subject, pod, evidence, container).Find() is { } cause)
            {
                yield return cause;
            }
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
}
