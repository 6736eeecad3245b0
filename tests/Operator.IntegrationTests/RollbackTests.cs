using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
internal sealed class RollbackTests : ReleaseTest
{
    private const string Impatient = "wait: {failFast: {rules: {CrashLoop: {after: 1s, restarts: 1}}}}";

    [Test]
    public async Task A_crashing_upgrade_is_judged_by_its_cause_and_rolled_back()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", $"{{{Impatient}}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", $"{{values: {{replicas: 2}}, {Impatient}}}");
        await UntilReadyAsync("web", 2);

        await ReleaseAsync("web", "chart", $"{{values: {{tag: crash}}, {Impatient}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 superseded, 3 failed, 4 deployed"));
        IReadOnlyList<Release> revisions = await RevisionsAsync("web");
        Assert.That(revisions[3].Info?.Description, Is.EqualTo("Rollback to 2"));
        Assert.That(revisions[2].Info?.Description, Does.StartWith("Upgrade \"web\" failed: Deployment/web: container app in pod web-"));
        FailureStatus? failure = release.CurrentStatus.Failure;
        Assert.That((failure?.Code, failure?.Object, failure?.Container, failure?.ExitCode, failure?.Restarts, failure?.Revision), Is.EqualTo(("CrashLoop", "Deployment/web", "app", 1, 4, 3)));
        Assert.That(
            Ready(release)?.Message,
            Is.EqualTo($"Deployment/web: container app in pod {failure?.Pod} is in CrashLoopBackOff (exit code 1, 4 restarts); rolled back to revision 2"));
        Assert.That(release.CurrentStatus.Find("Stalled")?.Reason, Is.EqualTo(Reasons.RolledBack));
        Assert.That(release.CurrentStatus.Find("Remediated")?.Status, Is.EqualTo("True"));
        Assert.That((await GetAsync("apps/v1", "Deployment", "web"))?.Content["spec"]?["template"]?["spec"]?["containers"]?[0]?["image"]?.ToString(), Is.EqualTo("localhost/app:ready"));
    }

    [Test]
    public async Task A_change_after_the_rollback_is_tried_again()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", $"{{{Impatient}}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", $"{{values: {{tag: crash}}, {Impatient}}}");
        await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        await ReleaseAsync("web", "chart", $"{{values: {{replicas: 2}}, {Impatient}}}");
        HelmRelease release = await UntilReadyAsync("web", 4);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 superseded, 4 deployed"));
        Assert.That((release.CurrentStatus.Find("Stalled"), release.CurrentStatus.Rejected, release.CurrentStatus.Failure), Is.EqualTo(((object?)null, (object?)null, (object?)null)));
    }

    [Test]
    public async Task An_upgrade_that_does_not_become_ready_in_time_is_rolled_back()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", "{values: {tag: silent}, upgrade: {timeout: 2s}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        Assert.That(release.CurrentStatus.Failure?.Code, Is.EqualTo("Timeout"));
        Assert.That(Ready(release)?.Message, Does.StartWith("Deployment/web: not ready after 2s").And.EndWith("; rolled back to revision 1"));
    }

    [Test]
    public async Task A_failed_install_stays_unless_it_is_to_be_removed()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("kept", "chart", "{values: {tag: silent}, timeout: 2s}");
        await ReleaseAsync("gone", "chart", "{values: {tag: silent}, timeout: 2s, install: {remediation: {remediateLastFailure: true}}}");

        await UntilNotReadyAsync("kept", Reasons.InstallFailed);
        await UntilReleaseAsync("gone", "the failed install is removed", release => release.CurrentStatus.Find("Remediated") is { Status: "True", Reason: Reasons.UninstallSucceeded });

        Assert.That(await HistoryAsync("kept"), Is.EqualTo("1 failed"));
        Assert.That(await GetAsync("apps/v1", "Deployment", "kept"), Is.Not.Null);
        Assert.That(await SecretsAsync("gone"), Is.Empty);
        Assert.That(await GetAsync("apps/v1", "Deployment", "gone"), Is.Null);
    }
}
