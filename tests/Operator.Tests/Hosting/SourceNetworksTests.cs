using System.Net;
using Steersman.Operator.Hosting;

namespace Steersman.Operator.Tests.Hosting;

internal sealed class SourceNetworksTests
{
    [TestCase("10.96.0.1", "", "", "")]
    [TestCase("10.96.0.1", "127.0.0.0/8", "", "127.0.0.0/8")]
    [TestCase(null, "", "", "127.0.0.0/8 ::1/128")]
    [TestCase(null, "169.254.0.0/16", "", "169.254.0.0/16 127.0.0.0/8 ::1/128")]
    [TestCase(null, "", "127.0.0.0/8", "::1/128")]
    public void Loopback_is_open_where_it_is_the_users_own_machine(string? service, string asked, string denied, string open) =>
        Assert.That(string.Join(' ', SourceNetworks.Allowed(Parse(asked), Parse(denied), _ => service)), Is.EqualTo(open));

    private static IPNetwork[] Parse(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPNetwork.Parse)];
}
