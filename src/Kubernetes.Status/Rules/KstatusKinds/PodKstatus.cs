using System.Globalization;
using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.KstatusKinds;

/// <summary>podConditions of kstatus: of the containers only the main ones count, and of their reasons only CrashLoopBackOff.</summary>
internal static class PodKstatus
{
    private static readonly TimeSpan ScheduleWindow = TimeSpan.FromSeconds(15);

    public static KstatusResult Compute(JsonObject obj, DateTimeOffset now)
    {
        IReadOnlyList<BasicCondition> conditions = BasicCondition.Of(obj);
        string phase = Fields.GetString(obj, "status.phase");
        return phase switch
        {
            "Succeeded" => KstatusResult.Current("Pod has completed successfully"),
            "Failed" => KstatusResult.Current("Pod has completed, but not successfully"),
            "Running" => Running(obj, conditions),
            "Pending" => Pending(obj, conditions, now),
            "" => KstatusResult.InProgress("PodNotObserved", "Pod phase not available"),
            _ => throw new KstatusException($"unknown phase {phase}"),
        };
    }

    private static KstatusResult Running(JsonObject obj, IReadOnlyList<BasicCondition> conditions)
    {
        if (conditions.Any(condition => condition is { Type: "Ready", IsTrue: true }))
        {
            return KstatusResult.Current("Pod is Ready");
        }

        List<string> looping = CrashLoopingContainers(obj);
        return looping.Count > 0
            ? KstatusResult.Failed("ContainerCrashLooping", $"Containers in CrashLoop state: {string.Join(',', looping)}")
            : KstatusResult.InProgress("PodRunningNotReady", "Pod is running but is not Ready");
    }

    private static KstatusResult Pending(JsonObject obj, IReadOnlyList<BasicCondition> conditions, DateTimeOffset now)
    {
        BasicCondition unscheduled = conditions.FirstOrDefault(condition => condition is { Type: "PodScheduled", IsFalse: true });
        if (unscheduled.Reason != "Unschedulable")
        {
            return KstatusResult.InProgress("PodPending", "Pod is in the Pending phase");
        }

        return now - ScheduleWindow < CreationTimestamp(obj)
            ? KstatusResult.InProgress("PodNotScheduled", "Pod has not been scheduled")
            : KstatusResult.Failed("PodUnschedulable", "Pod could not be scheduled");
    }

    // A missing or unreadable timestamp is Go's zero time: the pod counts as old.
    private static DateTimeOffset CreationTimestamp(JsonObject obj) =>
        DateTimeOffset.TryParse(
            Fields.GetString(obj, "metadata.creationTimestamp"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset created)
            ? created
            : DateTimeOffset.MinValue;

    private static List<string> CrashLoopingContainers(JsonObject obj)
    {
        List<string> names = [];
        foreach (JsonNode? item in Fields.NestedSlice(obj, "status", "containerStatuses") ?? [])
        {
            if (item is JsonObject container
                && container.ContainsKey("name")
                && Fields.GetString(container, "state.waiting.reason") == "CrashLoopBackOff")
            {
                names.Add(Fields.GetString(container, "name"));
            }
        }

        return names;
    }
}
