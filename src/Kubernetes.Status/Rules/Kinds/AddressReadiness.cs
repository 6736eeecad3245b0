using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>
/// Services of type LoadBalancer, Ingresses and Gateways, where addresses are waited for: an external IP or an address, as Helm 3 waited for Services; kstatus asks
/// for a Service's cluster IP alone and for nothing of an Ingress.
/// </summary>
internal static class AddressReadiness
{
    public static ReadinessResult Judge(LiveObject live) =>
        live.Detail is { LacksAddress: true } ? ReadinessResult.InProgress("NoAddress", "the load balancer has no address yet") : Readiness.OfKstatus(live);
}
