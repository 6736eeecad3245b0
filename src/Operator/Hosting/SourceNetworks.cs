using System.Net;
using Steersman.Kubernetes.Client.Configuration;

namespace Steersman.Operator.Hosting;

/// <summary>Which of the closed networks charts may be fetched from without being asked.</summary>
internal static class SourceNetworks
{
    private static readonly IPNetwork[] Loopback = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    /// <summary>The networks that are open: those that were asked for, and outside of a pod the loopback, which there is its user's own machine.</summary>
    public static IReadOnlyList<IPNetwork> Allowed(IReadOnlyList<IPNetwork> asked, IReadOnlyList<IPNetwork> denied, Func<string, string?> environment) => InClusterConfiguration.IsPresent(environment)
        ? asked
        : [.. asked, .. Loopback.Where(network => !denied.Any(closed => closed.BaseAddress.AddressFamily == network.BaseAddress.AddressFamily && closed.Contains(network.BaseAddress)))];
}
