using System.Net;
using Steersman.Helm.Registry;

namespace Steersman.Helm.Tests.Registry;

internal sealed class AddressRulesTests
{
    [TestCase("127.0.0.1", false)]
    [TestCase("127.8.8.8", false)]
    [TestCase("::1", false)]
    [TestCase("0.0.0.0", false)]
    [TestCase("169.254.169.254", false)]
    [TestCase("::ffff:169.254.169.254", false, Description = "mapped")]
    [TestCase("64:ff9b::a9fe:a9fe", false, Description = "by NAT64")]
    [TestCase("2002:a9fe:a9fe::1", false, Description = "by 6to4")]
    [TestCase("fe80::1", false)]
    [TestCase("fd00:ec2::254", false)]
    [TestCase("100.100.100.200", false)]
    [TestCase("168.63.129.16", false)]
    [TestCase("224.0.0.1", false)]
    [TestCase("10.0.0.1", true, Description = "services of the cluster")]
    [TestCase("fd00::1", true)]
    [TestCase("93.184.216.34", true)]
    [TestCase("2606:2800:220:1::1", true)]
    public void Loopback_link_local_and_metadata_addresses_are_closed(string address, bool isAllowed) =>
        Assert.That(AddressRules.Default.Allows(IPAddress.Parse(address)), Is.EqualTo(isAllowed));

    [Test]
    public void Networks_are_opened_and_closed()
    {
        AddressRules rules = new([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.1.0.0/16")], [IPNetwork.Parse("10.0.0.0/8")]);

        Assert.That(rules.Allows(IPAddress.Parse("127.0.0.1")), Is.True);
        Assert.That(rules.Allows(IPAddress.Parse("10.1.2.3")), Is.True);
        Assert.That(rules.Allows(IPAddress.Parse("::ffff:10.2.2.3")), Is.False);
        Assert.That(rules.Allows(IPAddress.Parse("169.254.169.254")), Is.False);
    }

    [TestCase("http://localhost:1/a.tgz", Description = "by name")]
    [TestCase("http://127.0.0.1:1/a.tgz", Description = "by address")]
    [TestCase("http://[::ffff:169.254.169.254]/a.tgz")]
    [TestCase("http://2130706433:1/a.tgz", Description = "in one number")]
    public void A_closed_address_is_not_connected_to_and_not_tried_again(string url)
    {
        using HttpRepository repository = new(new RegistryOptions { RetryDelay = TimeSpan.FromMinutes(5) });

        Assert.That(async () => await repository.DownloadAsync(url), Throws.InstanceOf<HelmException>().With.Message.Contains("may not be fetched from"));
    }

    [Test]
    public async Task A_redirect_to_a_closed_address_is_not_followed()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((_, context) =>
        {
            context.Response.Redirect("http://169.254.169.254/latest/meta-data");
            return Task.CompletedTask;
        });
        using HttpRepository repository = new(new RegistryOptions { Addresses = new AddressRules([IPNetwork.Parse("127.0.0.0/8")], []) });

        Assert.That(async () => await repository.DownloadAsync($"{server.Url}a.tgz"), Throws.InstanceOf<AddressRefusedException>().With.Message.Contains("169.254.169.254"));
    }
}
