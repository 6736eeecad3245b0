using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.Readers;

/// <summary>The default readers of kstatus (pkg/kstatus/polling/statusreaders), as Helm's wait uses them.</summary>
public static class KstatusDefaultReader
{
    /// <summary>Reads an object and, for what owns pods, its children found by label selector.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="cluster">The other objects of the cluster: ReplicaSets and Pods are looked up among them.</param>
    /// <param name="now">The instant against which the age of an unschedulable pod is measured.</param>
    public static ReadStatus Read(JsonObject obj, IReadOnlyCollection<JsonObject> cluster, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(obj);
        ArgumentNullException.ThrowIfNull(cluster);
        return (Fields.GetString(obj, "apiVersion").Split('/')[0], Fields.GetString(obj, "kind")) switch
        {
            ("apps", "Deployment") => ReadDeployment(obj, cluster, now),
            ("apps", "ReplicaSet" or "StatefulSet") => ReadPodController(obj, cluster, now),
            _ => ReadGeneric(obj, now),
        };
    }

    private static ReadStatus ReadGeneric(JsonObject obj, DateTimeOffset now)
    {
        try
        {
            KstatusResult result = Kstatus.Compute(obj, now);
            return new ReadStatus(obj, result.State, result.Message, Error: null, []);
        }
        catch (KstatusException exception)
        {
            return Unknown(obj, exception, []);
        }
    }

    private static ReadStatus ReadDeployment(JsonObject obj, IReadOnlyCollection<JsonObject> cluster, DateTimeOffset now)
    {
        ImmutableArray<ReadStatus> sets = [];
        try
        {
            sets = [.. ChildrenOf(obj, cluster, "apps", "ReplicaSet").Select(set => ReadPodController(set, cluster, now))];
        }
        catch (KstatusException exception)
        {
            return Unknown(obj, exception, []);
        }

        // Only the object itself is judged: the children are shown, and change nothing.
        ReadStatus own = ReadGeneric(obj, now);
        return own with { Generated = sets };
    }

    private static ReadStatus ReadPodController(JsonObject obj, IReadOnlyCollection<JsonObject> cluster, DateTimeOffset now)
    {
        ImmutableArray<ReadStatus> pods;
        try
        {
            pods = [.. ChildrenOf(obj, cluster, "", "Pod").Select(pod => ReadGeneric(pod, now))];
        }
        catch (KstatusException exception)
        {
            return Unknown(obj, exception, []);
        }

        ReadStatus own = ReadGeneric(obj, now);
        int failed = pods.Count(pod => pod.State == KstatusState.Failed && !IsTransient(pod.Object));
        return own.State == KstatusState.InProgress && failed > 0
            ? own with { State = KstatusState.Failed, Message = $"{failed} pods have failed", Generated = pods }
            : own with { Generated = pods };
    }

    /// <summary>Pods that are being deleted, or that an autoscaler may yet place, do not fail their owner (fluxcd/cli-utils #22).</summary>
    private static bool IsTransient(JsonObject pod)
    {
        if (Fields.GetString(pod, "metadata.deletionTimestamp").Length > 0)
        {
            return true;
        }

        return BasicCondition.Of(pod).Any(condition => condition is { Type: "PodScheduled", IsFalse: true, Reason: "Unschedulable" });
    }

    private static IEnumerable<JsonObject> ChildrenOf(JsonObject obj, IReadOnlyCollection<JsonObject> cluster, string group, string kind)
    {
        if (Fields.Find(obj, "spec.selector") is not JsonObject selector)
        {
            throw new KstatusException("no selector found");
        }

        LabelSelector labels = new(selector);
        string ns = Fields.GetString(obj, "metadata.namespace");
        return cluster
            .Where(child => Fields.GetString(child, "kind") == kind
                && GroupOf(child) == group
                && Fields.GetString(child, "metadata.namespace") == ns
                && labels.Matches(Fields.Find(child, "metadata.labels") as JsonObject))
            .OrderBy(child => Fields.GetString(child, "metadata.name"), StringComparer.Ordinal);
    }

    private static string GroupOf(JsonObject obj) =>
        Fields.GetString(obj, "apiVersion") is var version && version.Contains('/', StringComparison.Ordinal) ? version.Split('/')[0] : "";

    private static ReadStatus Unknown(JsonObject obj, KstatusException exception, ImmutableArray<ReadStatus> children) =>
        new(obj, KstatusState.Unknown, "", exception.Message, children);
}
