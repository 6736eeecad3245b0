using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>Services, where load balancers are waited for: an external IP or an address of the balancer, as Helm 3 waited; kstatus asks for the cluster IP alone.</summary>
internal static class ServiceReadiness
{
    public static ReadinessResult Judge(LiveObject live) =>
        live.Detail is { LacksAddress: true } ? ReadinessResult.InProgress("NoAddress", "the load balancer has no address yet") : Readiness.OfKstatus(live);
}
