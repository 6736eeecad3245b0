using Steersman.Helm.Manifests;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>
/// The lifecycle scenarios of Flux's own end-to-end tests, under their numbers and names, with Flux's defaults where ours differ. The heirs say whose pods they are: played ones, or
/// podinfo's on a real node.
/// </summary>
internal abstract class FluxLifecycle : ReleaseTest
{
    private const string Soon = "timeout: 3s";

    /// <summary>What a failed upgrade is kept by: by default only where the kind is Flux's.</summary>
    private string KeepsFailed => Kind.IsFlux ? "" : ", remediation: {remediateLastFailure: false}";

    /// <summary>What a failed upgrade is rolled back by: by default only where the kind is ours.</summary>
    private string RollsBack => Kind.IsFlux ? ", remediation: {remediateLastFailure: true}" : "";

    /// <summary>Values, without their braces, with which the chart becomes ready.</summary>
    protected abstract string Good { get; }

    /// <summary>Values with which it never does.</summary>
    protected abstract string Unready { get; }

    /// <summary>Values with which it becomes ready, and its tests fail.</summary>
    protected abstract string TestFails { get; }

    /// <summary>Puts the chart into the ConfigMap <c>chart</c>; with the value <c>jobTtl</c> it has a hook that is deleted as soon as it ends.</summary>
    protected abstract Task PackChartAsync();

    [SetUp]
    public Task PutChartAsync() => PackChartAsync();

    [Test]
    public async Task S08_job_ttl()
    {
        await ReleaseAsync("web", "chart", $"{{values: {{{Good}, jobTtl: true}}, timeout: 2m}}");
        await UntilReadyAsync("web", 1);
        Assert.That((await RevisionsAsync("web"))[0].Hooks!.Single(hook => hook.Name == "web-ttl").LastRun.Phase, Is.EqualTo(HookPhases.Succeeded));
    }

    [Test]
    public async Task S16_install_fail()
    {
        await ReleaseAsync("web", "chart", $"{{values: {{{Unready}}}, {Soon}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Stalled=True"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 failed"));
    }

    [Test]
    public async Task S17_install_test_fail()
    {
        await ReleaseAsync("web", "chart", $"{{values: {{{TestFails}}}, test: {{enable: true}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.TestFailed);

        Assert.That(Conditions(release), Is.EqualTo("Released=True TestSuccess=False Ready=False Stalled=True"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 failed"));
    }

    [Test]
    public async Task S18_install_test_fail_ignore()
    {
        await ReleaseAsync("web", "chart", $"{{values: {{{TestFails}}}, test: {{enable: true, ignoreFailures: true}}}}");
        HelmRelease release = await UntilReadyAsync("web", 1);

        Assert.That(Conditions(release), Is.EqualTo("Released=True TestSuccess=False Ready=True"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    [Test]
    public async Task S19_install_fail_remediate()
    {
        await ReleaseAsync("web", "chart", $"{{values: {{{Unready}}}, install: {{{Soon}, remediation: {{remediateLastFailure: true}}}}, uninstall: {{keepHistory: true}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.UninstallSucceeded);

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Remediated=True Stalled=True"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 uninstalled"));
        await DeleteReleaseAsync("web");
    }

    [Test]
    public async Task S20_install_fail_retry()
    {
        await ReleaseAsync("web", "chart", $"{{values: {{{Unready}}}, install: {{{Soon}, remediation: {{retries: 1, retryInterval: 1s}}}}}}");
        HelmRelease release = await UntilStalledAsync();

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Stalled=True"));
        Assert.That(release.CurrentStatus.InstallFailures, Is.EqualTo(2));
        Assert.That(release.CurrentStatus.Find("Stalled")?.Reason, Is.EqualTo(Reasons.RetriesExceeded));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 failed"));
    }

    [Test]
    public async Task S21_upgrade_fail()
    {
        await InstallAsync();
        await ReleaseAsync("web", "chart", $"{{values: {{{Unready}}}, upgrade: {{{Soon}{KeepsFailed}}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.UpgradeFailed);

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Stalled=True"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed, 2 failed"));
    }

    [Test]
    public async Task S21_upgrade_fail_with_our_default()
    {
        await InstallAsync();
        await ReleaseAsync("web", "chart", $"{{values: {{{Unready}}}, upgrade: {{{Soon}{RollsBack}}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Remediated=True Stalled=True"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
    }

    [Test]
    public async Task S22_upgrade_test_fail()
    {
        await InstallAsync();
        await ReleaseAsync("web", "chart", $"{{values: {{{TestFails}}}, test: {{enable: true}}, upgrade: {{timeout: 1m{KeepsFailed}}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.TestFailed);

        Assert.That(Conditions(release), Is.EqualTo("Released=True TestSuccess=False Ready=False Stalled=True"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed, 2 failed"));
    }

    [Test]
    public async Task S22_upgrade_test_fail_with_our_default()
    {
        await InstallAsync();
        await ReleaseAsync("web", "chart", $"{{values: {{{TestFails}}}, test: {{enable: true}}, upgrade: {{timeout: 1m{RollsBack}}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        Assert.That(Conditions(release), Does.EndWith("Ready=False Remediated=True Stalled=True"));
        Assert.That(release.CurrentStatus.Failure?.Code, Is.EqualTo("TestFailed"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
    }

    [Test]
    public async Task S23_upgrade_fail_remediate()
    {
        await InstallAsync();
        await ReleaseAsync("web", "chart", $"{{values: {{{Unready}}}, upgrade: {{{Soon}, remediation: {{remediateLastFailure: true}}}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Remediated=True Stalled=True"));
        IReadOnlyList<Release> revisions = await RevisionsAsync("web");
        Assert.That(revisions, Has.Count.EqualTo(3));
        Assert.That(revisions[2].Info?.Description, Is.EqualTo("Rollback to 1"));
    }

    [Test]
    public async Task S24_upgrade_fail_retry()
    {
        await InstallAsync();
        await ReleaseAsync("web", "chart", $"{{values: {{{Unready}}}, upgrade: {{{Soon}, remediation: {{retries: 1, retryInterval: 1s, remediateLastFailure: true}}}}}}");
        HelmRelease release = await UntilStalledAsync();

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Remediated=True Stalled=True"));
        Assert.That(release.CurrentStatus.UpgradeFailures, Is.EqualTo(2));
        IReadOnlyList<Release> revisions = await RevisionsAsync("web");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 superseded, 4 failed, 5 deployed"));
        Assert.That(revisions[4].Info?.Description, Is.EqualTo("Rollback to 3"));
    }

    [Test]
    public async Task S26_upgrade_fail_remediate_uninstall()
    {
        await InstallAsync();
        await ReleaseAsync("web", "chart", $"{{values: {{{Unready}}}, install: {{{Soon}}}, upgrade: {{{Soon}, remediation: {{remediateLastFailure: true, strategy: uninstall}}}}}}");
        HelmRelease release = await UntilStalledAsync();

        Assert.That((release.CurrentStatus.UpgradeFailures, release.CurrentStatus.InstallFailures), Is.EqualTo(((int?)1, (int?)1)));
        Assert.That(Conditions(release), Does.StartWith("Released=False Ready=False"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 failed"));
    }

    [Test]
    public async Task S42_server_side_apply_rollback()
    {
        await ReleaseAsync("web", "chart", $"{{values: {{{Good}}}, install: {{serverSideApply: true}}}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", $"{{values: {{{Unready}}}, upgrade: {{{Soon}, remediation: {{remediateLastFailure: true}}}}, rollback: {{serverSideApply: enabled}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        Assert.That(Conditions(release), Is.EqualTo("Released=False Ready=False Remediated=True Stalled=True"));
        Release restored = (await RevisionsAsync("web"))[2];
        Assert.That((restored.Info?.Description, restored.ApplyMethod), Is.EqualTo(("Rollback to 1", "ssa")));
        Assert.That(HelmFields.CountEntries(await DeploymentAsync(), "Apply"), Is.GreaterThanOrEqualTo(1));
    }

    private async Task InstallAsync()
    {
        await ReleaseAsync("web", "chart", $"{{values: {{{Good}}}}}");
        await UntilReadyAsync("web", 1);
    }

    private async Task<Unstructured?> DeploymentAsync() =>
        (await (await Client.ResourceAsync(GroupVersionKind.Parse("apps/v1", "Deployment"), CancellationToken.None)).ListAsync(new ListOptions { Namespace = Namespace, ManagedFields = true }, CancellationToken.None)).Items.Single();

    private Task<HelmRelease> UntilStalledAsync() => UntilReleaseAsync("web", "no try is left", seen => seen.CurrentStatus.Find("Stalled")?.Status == "True");

    private static string Conditions(HelmRelease release) => string.Join(
        ' ',
        new[] { "Released", "TestSuccess", "Ready", "Remediated", "Stalled" }
            .Select(release.CurrentStatus.Find)
            .Where(condition => condition is not null)
            .Select(condition => $"{condition!.Type}={condition.Status}"));
}
