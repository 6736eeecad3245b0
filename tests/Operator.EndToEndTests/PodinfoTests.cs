using Steersman.Operator.Api.V1;

namespace Steersman.Operator.EndToEndTests;

/// <summary>The real podinfo, chart and image.</summary>
[Category("EndToEnd")]
internal sealed class PodinfoTests : NodeTest
{
    [Test]
    public async Task Podinfo_is_installed_and_an_upgrade_that_never_becomes_ready_is_rolled_back_at_its_timeout()
    {
        await PackAsync("podinfo", await PodinfoChart.ReadAsync());
        await ReleaseAsync("podinfo", "podinfo", "{timeout: 5m, values: {replicaCount: 1}}");
        await UntilReleaseAsync("podinfo", "ready", seen => Ready(seen) is { Status: "True" }, RolloutPatience);

        await ReleaseAsync("podinfo", "podinfo", "{timeout: 20s, values: {replicaCount: 1, faults: {unready: true}}}");
        HelmRelease release = await UntilReleaseAsync("podinfo", "rolled back", seen => Ready(seen) is { Status: "False", Reason: "RollbackSucceeded" }, RolloutPatience);

        Assert.Multiple(async () =>
        {
            Assert.That(release.CurrentStatus.Failure!.Code, Is.EqualTo("Timeout"));
            Assert.That(release.CurrentStatus.Failure.Object, Is.EqualTo("Deployment/podinfo"));
            Assert.That(await HistoryAsync("podinfo"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        });
    }
}
