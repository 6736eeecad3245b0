using System.CommandLine;
using System.Net;
using Steersman.Operator.Hosting;

namespace Steersman.Operator.Tests.Hosting;

internal sealed class CommandLineTests
{
    [Test]
    public async Task Without_flags_the_defaults_are_in_force()
    {
        OperatorOptions options = await ParseAsync();

        Assert.That((options.Concurrent, options.LogLevel, options.LeaderElect, options.WatchLabelSelector), Is.EqualTo((4, "info", false, (string?)null)));
        Assert.That((options.Metrics, options.Health), Is.EqualTo((new ListenAddress(IPAddress.Any, 8080), new ListenAddress(IPAddress.Any, 9440))));
        Assert.That((options.LeaseDuration, options.ForeignOperationTimeout), Is.EqualTo((TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(30))));
    }

    [Test]
    public async Task Networks_of_sources_may_be_repeated()
    {
        OperatorOptions options = await ParseAsync("--allow-source-network", "127.0.0.0/8", "--deny-source-network", "10.0.0.0/8", "--deny-source-network", "fd00::/8");

        Assert.That(options.AllowedSourceNetworks, Does.Contain(IPNetwork.Parse("127.0.0.0/8")));
        Assert.That(options.DeniedSourceNetworks, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Namespaces_may_be_repeated_and_joined_by_commas()
    {
        OperatorOptions options = await ParseAsync("--watch-namespace", "a,b", "--watch-namespace=c", "--watch-namespace", "a", "--watch-label-selector", "tier in (web,api),!old", "--reconcile-flux");

        Assert.That(options.WatchNamespaces, Is.EqualTo(["a", "b", "c"]));
        Assert.That((options.WatchLabelSelector, options.ReconcileFlux), Is.EqualTo(("tier in (web,api),!old", true)));
    }

    [Test]
    public async Task Accounts_have_defaults_of_their_own()
    {
        OperatorOptions options = await ParseAsync("--default-service-account=tenant", "--default-kubeconfig-service-account", "remote", "--enable-leader-election");

        Assert.That((options.DefaultServiceAccount, options.DefaultKubeconfigServiceAccount, options.LeaderElect), Is.EqualTo(("tenant", "remote", true)));
    }

    [Test]
    public async Task Zero_turns_a_server_off()
    {
        OperatorOptions options = await ParseAsync("--metrics-addr", "0", "--health-addr=0");

        Assert.That((options.Metrics, options.Health), Is.EqualTo(((ListenAddress?)null, (ListenAddress?)null)));
    }

    [TestCase(":1234", "0.0.0.0", 1234)]
    [TestCase("127.0.0.1:99", "127.0.0.1", 99)]
    [TestCase("localhost:99", "127.0.0.1", 99)]
    [TestCase("[::1]:99", "::1", 99)]
    public async Task Addresses_are_written_as_Go_writes_them(string text, string address, int port) =>
        Assert.That((await ParseAsync("--metrics-addr", text)).Metrics, Is.EqualTo(new ListenAddress(IPAddress.Parse(address), port)));

    [TestCase("--metrics-addr", "nowhere")]
    [TestCase("--events-addr", "notifications:9292")]
    [TestCase("--events-addr", "file:///etc/passwd")]
    [TestCase("--health-addr", ":70000")]
    [TestCase("--concurrent", "0")]
    [TestCase("--log-level", "loud")]
    [TestCase("--allow-source-network", "127.0.0.1/99")]
    [TestCase("--deny-source-network", "everything")]
    [TestCase("--leader-election-lease-duration", "soon")]
    [TestCase("--watch-namespace", "a,Team B")]
    [TestCase("--watch-label-selector", "tier in web")]
    [TestCase("--default-service-account", "Team B")]
    [TestCase("--default-kubeconfig-service-account", "kube-system:admin")]
    [TestCase("--unknown", "1")]
    public void What_cannot_be_is_refused(string flag, string value) =>
        Assert.That(CommandLine.Create((_, _) => Task.FromResult(0), () => { }, () => { }).Parse([flag, value]).Errors, Is.Not.Empty);

    private static async Task<OperatorOptions> ParseAsync(params string[] arguments)
    {
        OperatorOptions? parsed = null;
        RootCommand command = CommandLine.Create(
            (options, _) =>
            {
                parsed = options;
                return Task.FromResult(0);
            },
            () => { },
            () => { });
        Assert.That(await command.Parse(arguments).InvokeAsync(), Is.Zero);
        return parsed!;
    }
}
