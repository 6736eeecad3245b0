using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>The lifecycle scenarios of Flux's own end-to-end tests, under their names, with Flux's defaults where ours differ.</summary>
[Category("Integration")]
internal sealed class FluxLifecycleTests : ReleaseTest
{
    private const string Unready = "values: {tag: silent}, timeout: 2s";

    [SetUp]
    public Task PackChartAsync() => PackAsync(TestChart.OfDeployment("chart"));

    [Test]
    public async Task S16_install_fail()
    {
        await ReleaseAsync("web", "chart", $"{{{Unready}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Stalled=True"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 failed"));
    }

    [Test]
    public async Task S19_install_fail_remediate()
    {
        await ReleaseAsync("web", "chart", $"{{{Unready}, install: {{remediation: {{remediateLastFailure: true}}}}, uninstall: {{keepHistory: true}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.UninstallSucceeded);

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Remediated=True Stalled=True"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 uninstalled"));
        await DeleteReleaseAsync("web");
    }

    [Test]
    public async Task S20_install_fail_retry()
    {
        await ReleaseAsync("web", "chart", $"{{{Unready}, install: {{remediation: {{retries: 1, retryInterval: 1s}}}}}}");
        HelmRelease release = await UntilReleaseAsync("web", "no try is left", seen => seen.CurrentStatus.Find("Stalled")?.Status == "True");

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Stalled=True"));
        Assert.That(release.CurrentStatus.InstallFailures, Is.EqualTo(2));
        Assert.That(release.CurrentStatus.Find("Stalled")?.Reason, Is.EqualTo(Reasons.RetriesExceeded));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 failed"));
    }

    [Test]
    public async Task S21_upgrade_fail()
    {
        await GoodAsync();
        await ReleaseAsync("web", "chart", $"{{{Unready}, upgrade: {{remediation: {{remediateLastFailure: false}}}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.UpgradeFailed);

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Stalled=True"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed, 2 failed"));
    }

    [Test]
    public async Task S21_upgrade_fail_with_our_default()
    {
        await GoodAsync();
        await ReleaseAsync("web", "chart", $"{{{Unready}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Remediated=True Stalled=True"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
    }

    [Test]
    public async Task S23_upgrade_fail_remediate()
    {
        await GoodAsync();
        await ReleaseAsync("web", "chart", $"{{{Unready}, upgrade: {{remediation: {{remediateLastFailure: true}}}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Remediated=True Stalled=True"));
        IReadOnlyList<Release> revisions = await RevisionsAsync("web");
        Assert.That(revisions, Has.Count.EqualTo(3));
        Assert.That(revisions[2].Info?.Description, Is.EqualTo("Rollback to 1"));
    }

    [Test]
    public async Task S24_upgrade_fail_retry()
    {
        await GoodAsync();
        await ReleaseAsync("web", "chart", $"{{{Unready}, upgrade: {{remediation: {{retries: 1, retryInterval: 1s, remediateLastFailure: true}}}}}}");
        HelmRelease release = await UntilReleaseAsync("web", "no try is left", seen => seen.CurrentStatus.Find("Stalled")?.Status == "True");

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Remediated=True Stalled=True"));
        Assert.That(release.CurrentStatus.UpgradeFailures, Is.EqualTo(2));
        IReadOnlyList<Release> revisions = await RevisionsAsync("web");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 superseded, 4 failed, 5 deployed"));
        Assert.That(revisions[4].Info?.Description, Is.EqualTo("Rollback to 3"));
    }

    [Test]
    public async Task S26_upgrade_fail_remediate_uninstall()
    {
        await GoodAsync();
        await ReleaseAsync("web", "chart", $"{{{Unready}, upgrade: {{remediation: {{remediateLastFailure: true, strategy: uninstall}}}}}}");
        HelmRelease release = await UntilReleaseAsync("web", "the install after the removal failed", seen => seen.CurrentStatus.Find("Stalled")?.Status == "True");

        Assert.That((release.CurrentStatus.UpgradeFailures, release.CurrentStatus.InstallFailures), Is.EqualTo(((int?)1, (int?)1)));
        Assert.That(Ready(release)?.Status, Is.EqualTo("False"));
        Assert.That(release.CurrentStatus.Find("Released")?.Status, Is.EqualTo("False"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 failed"));
    }

    [Test]
    public async Task What_fails_under_RetryOnFailure_is_upgraded_until_it_succeeds()
    {
        await ReleaseAsync("web", "chart", $"{{{Unready}, install: {{strategy: {{name: RetryOnFailure, retryInterval: 1s}}}}, upgrade: {{strategy: {{name: RetryOnFailure, retryInterval: 1s}}}}}}");
        await UntilReleaseAsync("web", "a third try", seen => seen.CurrentStatus.Release?.Revision >= 3);
        await Puppet.TreatAsync("silent", "ready");
        HelmRelease release = await UntilReleaseAsync("web", "a try succeeds", seen => Ready(seen)?.Status == "True");

        Assert.That(release.CurrentStatus.Failure, Is.Null);
        Assert.That(await HistoryAsync("web"), Does.StartWith("1 failed, 2 failed, ").And.EndWith("deployed"));
    }

    private async Task GoodAsync()
    {
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
    }

    private static string Conditions(HelmRelease release) => string.Join(
        ' ',
        new[] { "Released", "Ready", "Remediated", "Stalled" }
            .Select(release.CurrentStatus.Find)
            .Where(condition => condition is not null)
            .Select(condition => $"{condition!.Type}={condition.Status}"));
}
