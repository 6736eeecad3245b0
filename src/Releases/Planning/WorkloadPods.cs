using System.Text.Json.Nodes;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Planning;

/// <summary>How many pods a workload asks for.</summary>
internal static class WorkloadPods
{
    private const decimal Most = 1_000_000;

    /// <summary>The number; 0 for DaemonSets and CronJobs, whose pods nobody can tell, and for what is no workload.</summary>
    public static decimal Of(ReleaseObject item)
    {
        JsonObject? spec = item.Content["spec"] as JsonObject;
        decimal asked = item.Kind switch
        {
            { Group: "", Kind: "Pod" } => 1,
            { Group: "batch", Kind: "Job" } => Quantity.Of(spec?["parallelism"]) ?? 1,
            { Group: "apps", Kind: "Deployment" or "StatefulSet" or "ReplicaSet" } or { Group: "", Kind: "ReplicationController" } => Quantity.Of(spec?["replicas"]) ?? 1,
            _ => 0,
        };
        return Math.Clamp(asked, 0, Most);
    }
}
