using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Revisions that failed in their wait and became ready later, and workloads that are meant to fail.</summary>
[Category("Integration")]
internal sealed class RecoveryTests : ReleaseTest
{
    [Test]
    public async Task A_failed_install_whose_objects_become_ready_later_is_deployed_without_a_new_revision()
    {
        await PackAsync(TestChart.OfDeployment("web"));
        await ReleaseAsync("web", "web", "{timeout: 2s, values: {tag: silent}}");
        await UntilNotReadyAsync("web", "InstallFailed");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 failed"));

        await Puppet.TreatAsync("silent", "ready");
        HelmRelease release = await UntilReadyAsync("web", 1);

        Assert.Multiple(async () =>
        {
            Assert.That(Ready(release)!.Reason, Is.EqualTo("Recovered"));
            Assert.That(Ready(release)!.Message, Does.Contain("after it had failed: Deployment/web: not ready after 2s"));
            Assert.That(release.CurrentStatus.Rejected, Is.Null);
            Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
            Assert.That((await RevisionsAsync("web"))[0].Info!.Description, Is.EqualTo("Install complete"));
        });
    }

    [Test]
    public async Task A_failed_upgrade_that_is_not_rolled_back_recovers_too()
    {
        await PackAsync(TestChart.OfDeployment("web"));
        await ReleaseAsync("web", "web");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "web", "{timeout: 2s, values: {tag: silent}, upgrade: {remediation: {remediateLastFailure: false}}}");
        await UntilNotReadyAsync("web", "UpgradeFailed");

        await Puppet.TreatAsync("silent", "ready");
        HelmRelease release = await UntilReadyAsync("web", 2);

        Assert.That(Ready(release)!.Reason, Is.EqualTo("Recovered"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 deployed"));
    }

    [Test]
    public async Task G31_A_workload_that_is_meant_to_fail_holds_nothing_back()
    {
        string template = TestChart.DeploymentTemplate.Replace("metadata:\n  name:", "metadata:\n  annotations: {steersman.dev/fail-mode: ignore}\n  name:", StringComparison.Ordinal);
        await PackAsync(new TestChart("web").With("templates/deployment.yaml", template));
        await ReleaseAsync("web", "web", "{timeout: 2s, values: {tag: silent}}");

        await UntilReadyAsync("web", 1);
    }
}
