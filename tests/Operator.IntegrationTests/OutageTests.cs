using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>The API server is gone for a while, or the operator's wall clock is set.</summary>
[Category("Integration")]
internal sealed class OutageTests : ReleaseTest
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(6);

    protected override bool StartsOperator => false;

    [Test]
    public async Task Time_without_a_server_does_not_count_for_a_timeout()
    {
        ServerOutage server = new();
        StartOperator(wrapTransport: server.Wrap);
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", "{timeout: 15s, values: {tag: silent}}");
        HelmRelease before = await UntilReleaseAsync("web", "waits", release => release.CurrentStatus.Operation is { Phase: OperationPhase.Wait });

        server.Begin();
        await PassAsync(TimeSpan.FromSeconds(16));
        server.End();
        await Until.EndsAsync(server.Reached, "the operator reaches the server again");
        HelmRelease after = await UntilReleaseAsync("web", "the deadline is moved", release => release.CurrentStatus.Operation is null || release.CurrentStatus.Operation.Deadline > before.CurrentStatus.Operation!.Deadline + TimeSpan.FromSeconds(4));
        Assert.That(after.CurrentStatus.Operation, Is.Not.Null, "the wait goes on");
        await Puppet.TreatAsync("silent", "ready");

        await UntilReadyAsync("web", 1);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    [Test]
    public async Task A_timeout_is_told_soon_after_the_server_is_back_where_its_time_was_over_but_for_the_outage()
    {
        ServerOutage server = new();
        StartOperator(wrapTransport: server.Wrap);
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", "{timeout: 3s, values: {tag: silent}}");
        await UntilReleaseAsync("web", "waits", release => release.CurrentStatus.Operation is { Phase: OperationPhase.Wait });

        server.Begin();
        await PassAsync(TimeSpan.FromSeconds(2));
        server.End();

        HelmRelease failed = await UntilNotReadyAsync("web", Reasons.InstallFailed);
        Assert.That(failed.CurrentStatus.Failure?.Code, Is.EqualTo("Timeout"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 failed"));
    }

    [TestCase(1)]
    [TestCase(-1)]
    public async Task No_step_of_the_clock_ends_a_wait_or_makes_it_longer(int hours)
    {
        SteppedTime clock = new();
        StartOperator(time: clock);
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", "{timeout: 1m, values: {tag: silent}}");
        await UntilReleaseAsync("web", "waits", release => release.CurrentStatus.Operation is { Phase: OperationPhase.Wait });

        clock.Step(TimeSpan.FromHours(hours));
        await PatchAsync("apps/v1", "Deployment", "web", "metadata: {annotations: {any: news}}");
        await Puppet.TreatAsync("silent", "ready");

        HelmRelease ready = await UntilReadyAsync("web", 1);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        AssertIsNow(Ready(ready)!.LastTransitionTime);
    }

    [TestCase(1)]
    [TestCase(-1)]
    public async Task Times_are_the_servers_whatever_the_clock_of_the_operator_says(int hours)
    {
        SteppedTime clock = new();
        clock.Step(TimeSpan.FromHours(hours));
        StartOperator(time: clock);
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", "{values: {tag: silent}}");
        HelmRelease waiting = await UntilReleaseAsync("web", "waits", release => release.CurrentStatus.Operation is { Phase: OperationPhase.Wait });
        AssertIsNow(waiting.CurrentStatus.Operation!.StartedAt);
        AssertIsNow(waiting.CurrentStatus.Operation.Deadline - TimeSpan.FromMinutes(5));
        await Puppet.TreatAsync("silent", "ready");
        await UntilReadyAsync("web", 1);
    }

    private static void AssertIsNow(DateTimeOffset? time) => Assert.That(time, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(2)));

    // What is measured is that time passes: there is nothing to wait for.
    private static async Task PassAsync(TimeSpan span)
    {
        using PeriodicTimer timer = new(span);
        await timer.WaitForNextTickAsync();
    }
}
