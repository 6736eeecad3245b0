using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
[Category("Slow")]
[NonParallelizable]
internal sealed class QuietTests : ReleaseTest
{
    private const int Releases = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(4);

    protected override bool StartsOperator => false;

    [Test]
    public async Task Settled_releases_cost_the_server_nothing_but_watches_and_the_Lease()
    {
        AuditLog.Need();
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: settings}, stringData: {values.yaml: 'text: secret'}}");
        for (int index = 0; index < Releases; index++)
        {
            await ReleaseAsync($"web-{index}", "chart", $"{{interval: {Interval.TotalSeconds}s, valuesFrom: [{{kind: Secret, name: settings}}], driftDetection: {{mode: enabled}}}}");
        }

        using OperatorProgram running = new("--watch-namespace", Namespace, "--leader-elect", "--leader-election-namespace", Namespace);
        for (int index = 0; index < Releases; index++)
        {
            await Until.HoldsAsync(
                Client.Resource<HelmRelease>(),
                new NamespacedName(Namespace, $"web-{index}"),
                release => release?.CurrentStatus.Find("Ready") is { Status: "True" },
                $"web-{index} is ready\n{running.Output}",
                InstallPatience);
        }

        // The Lease is the clock: events that are still on their way get one interval.
        DateTimeOffset settled = await RenewedAsync(DateTimeOffset.UtcNow + Interval);
        DateTimeOffset end = await RenewedAsync(settled + (2 * Interval));

        IReadOnlyList<AuditEntry> requests = await AuditLog.OperatorRequestsAsync(settled, end);
        Assert.That(requests, Is.Not.Empty, "renewals of the Lease");
        Assert.That(requests.Where(request => request.Verb != "watch" && request.Resource != "leases"), Is.Empty);
        Assert.That(running.HasExited, Is.False, running.Output);
    }

    private async Task<DateTimeOffset> RenewedAsync(DateTimeOffset at)
    {
        Lease? lease = await Until.HoldsAsync(
            Client.Resource<Lease>(),
            new NamespacedName(Namespace, "steersman-leader"),
            lease => lease?.RenewTime >= at,
            $"the Lease is renewed at {at:O}",
            Until.Patience + (2 * Interval));
        return lease!.RenewTime!.Value;
    }
}
