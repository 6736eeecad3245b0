using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.KstatusKinds;

/// <summary>serviceConditions of kstatus: it does not wait for the addresses of a load balancer.</summary>
internal static class ServiceKstatus
{
    public static KstatusResult Compute(JsonObject obj) =>
        Fields.GetString(obj, "spec.type", "ClusterIP") == "LoadBalancer" && Fields.GetString(obj, "spec.clusterIP").Length == 0
            ? KstatusResult.InProgress("NoIPAssigned", "ClusterIP not set. Service type: LoadBalancer")
            : KstatusResult.Current("Service is ready");
}
