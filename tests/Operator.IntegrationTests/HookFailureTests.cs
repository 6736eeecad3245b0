using System.Text.Json.Nodes;
using Steersman.Helm.Manifests;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Hooks that fail: what Helm records, what stays, what people are told (G8, G12).</summary>
[Category("Integration")]
internal sealed class HookFailureTests : ReleaseTest
{
    private const string Why = "Job/migrate: pre-upgrade hook failed: container job in pod ";

    [Test]
    public async Task G12_A_hook_that_fails_fails_the_upgrade_which_is_rolled_back()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/migrate.yaml", HookCharts.Job("migrate", "pre-upgrade", tag: "fail")));
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", "values: {text: two}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        IReadOnlyList<Release> revisions = await RevisionsAsync("web");
        FailureStatus failure = release.CurrentStatus.Failure!;
        Assert.Multiple(() =>
        {
            Assert.That(revisions.Select(revision => revision.Info!.Status), Is.EqualTo(new[] { "superseded", "failed", "deployed" }));
            Assert.That(revisions[1].Info!.Description, Is.EqualTo($"Upgrade \"web\" failed: pre-upgrade hooks failed: resource Job/{Namespace}/migrate not ready. status: Failed, message: Job Failed. failed: 1/1"));
            Assert.That(revisions[1].Hooks![0].LastRun.Phase, Is.EqualTo("Failed"));
            Assert.That((failure.Code, failure.Object, failure.Container, failure.ExitCode), Is.EqualTo(("HookFailed", "Job/migrate", "job", 3)));
            Assert.That(Ready(release)!.Message, Does.StartWith(Why).And.EndWith(" exited with code 3 (Error); rolled back to revision 1"));
        });
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("one"));
        Assert.That(await GetAsync("batch/v1", "Job", "migrate"), Is.Not.Null, "a failed hook stays to be looked at");
    }

    [Test]
    public async Task G12_Delete_policies_are_honoured_when_a_hook_fails()
    {
        await PackAsync(TestChart.OfConfigMap("chart")
            .With("templates/a.yaml", HookCharts.ConfigMap("early", "pre-install", -2, HookCharts.DeletedBy("hook-succeeded")))
            .With("templates/b.yaml", HookCharts.ConfigMap("kept", "pre-install", -1))
            .With("templates/c.yaml", HookCharts.Job("migrate", "pre-install", 0, HookCharts.DeletedBy("hook-failed"), "fail"))
            .With("templates/d.yaml", HookCharts.Job("late", "pre-install", 5)));
        await ReleaseAsync("web", "chart");
        await UntilNotReadyAsync("web", Reasons.InstallFailed);

        Release revision = (await RevisionsAsync("web"))[0];
        Assert.That(revision.Info!.Description, Is.EqualTo($"Release \"web\" failed: failed pre-install: resource Job/{Namespace}/migrate not ready. status: Failed, message: Job Failed. failed: 1/1"));
        Assert.That(revision.Hooks!.ToDictionary(hook => hook.Name, hook => hook.LastRun.Phase), Is.EquivalentTo(new Dictionary<string, string>
        {
            ["early"] = "Succeeded",
            ["kept"] = "Succeeded",
            ["migrate"] = "Failed",
            ["late"] = "",
        }));
        Assert.That(await GetAsync("v1", "ConfigMap", "early"), Is.Null);
        Assert.That(await GetAsync("v1", "ConfigMap", "kept"), Is.Not.Null);
        Assert.That(await GetAsync("batch/v1", "Job", "migrate"), Is.Null);
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null, "nothing of the release is applied");
    }

    [Test]
    public async Task G12_A_hook_that_the_server_refuses_fails_and_nothing_is_deleted()
    {
        await PackAsync(TestChart.OfConfigMap("chart")
            .With("templates/a.yaml", HookCharts.ConfigMap("early", "pre-install", -2, HookCharts.DeletedBy("hook-succeeded")))
            .With("templates/b.yaml", HookCharts.ConfigMap("bad", "pre-install", 0, HookCharts.DeletedBy("hook-failed"), "foo: {}")));
        await ReleaseAsync("web", "chart");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);

        Release revision = (await RevisionsAsync("web"))[0];
        const string Refusal = "warning: Hook pre-install chart/templates/b.yaml failed: server-side apply failed for object ";
        Assert.That(revision.Info!.Description, Does.StartWith($"Release \"web\" failed: failed pre-install: {Refusal}{Namespace}/bad /v1, Kind=ConfigMap: ").And.EndWith(".foo: field not declared in schema"));
        Assert.That(revision.Hooks!.Single(hook => hook.Name == "bad").LastRun.Phase, Is.EqualTo("Failed"));
        Assert.That(await GetAsync("v1", "ConfigMap", "early"), Is.Not.Null, "Helm deletes nothing after a refusal");
        Assert.That(release.CurrentStatus.Failure?.Object, Is.EqualTo("ConfigMap/bad"));
    }

    [Test]
    public async Task G12_A_hook_of_a_kind_that_is_not_served_fails_in_the_words_of_helm()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/a.yaml", HookCharts.ConfigMap("bad", "post-install", 0, HookCharts.DeletedBy("hook-failed")).Replace("kind: ConfigMap", "kind: Nothing", StringComparison.Ordinal)));
        await ReleaseAsync("web", "chart");
        await UntilNotReadyAsync("web", Reasons.InstallFailed);

        Release revision = (await RevisionsAsync("web"))[0];
        Assert.That(revision.Info!.Description, Is.EqualTo("Release \"web\" failed: failed post-install: unable to build kubernetes object for post-install hook chart/templates/a.yaml: "
            + "resource mapping not found for name: \"bad\" namespace: \"\" from \"\": no matches for kind \"Nothing\" in version \"v1\"\nensure CRDs are installed first"));
        Assert.That(revision.Hooks![0].LastRun.Phase, Is.Empty);
    }

    [Test]
    public async Task G12_A_hook_that_does_not_end_in_time_fails_by_its_own_timeout()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/a.yaml", HookCharts.Job("migrate", "post-install", 0, tag: "silent")));
        await ReleaseAsync("web", "chart", "install: {timeout: 3s}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);

        Release revision = (await RevisionsAsync("web"))[0];
        Assert.That(revision.Info!.Description, Is.EqualTo($"Release \"web\" failed: failed post-install: resource Job/{Namespace}/migrate not ready. status: InProgress, message: Job in progress\ncontext deadline exceeded"));
        Assert.That(revision.Hooks![0].LastRun.Phase, Is.EqualTo("Failed"));
        Assert.That(Ready(release)!.Message, Does.StartWith("Job/migrate: post-install hook did not complete in 3s: "));
    }

    [Test]
    public async Task G12_An_object_of_an_earlier_run_that_does_not_go_fails_the_hook()
    {
        string stuck = HookCharts.ConfigMap("seed", "post-install,post-upgrade").Replace("  annotations:", "  finalizers: [example.com/stuck]\n  annotations:", StringComparison.Ordinal);
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/a.yaml", stuck));
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {text: two}\nupgrade: {timeout: 3s, remediation: {remediateLastFailure: false}}");
        await UntilNotReadyAsync("web", Reasons.UpgradeFailed);

        Release revision = (await RevisionsAsync("web"))[1];
        Patch release = Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } });
        await Client.Resource(ConfigMap.Mapping).PatchAsync(new NamespacedName(Namespace, "seed"), release, WriteOptions.Default, CancellationToken.None);
        Assert.That(revision.Info!.Description, Is.EqualTo($"Upgrade \"web\" failed: post-upgrade hooks failed: resource ConfigMap/{Namespace}/seed still exists. status: Terminating, message: Resource scheduled for deletion\ncontext deadline exceeded"));
        Assert.That(revision.Hooks![0].LastRun.Phase, Is.Empty);
    }

    [Test]
    public async Task G8_A_rollback_whose_hook_fails_is_tried_again_without_hooks_when_told_so()
    {
        await PackAsync("chart", TestChart.OfDeployment("chart").With("templates/a.yaml", HookCharts.Job("before", "pre-rollback", 0, tag: "fail")).Pack());
        await ReleaseAsync("web", "chart", "values: {tag: ready}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {tag: crash}");
        HelmRelease failed = await UntilNotReadyAsync("web", Reasons.RollbackFailed);
        Release rollback = (await RevisionsAsync("web"))[2];
        Assert.That(rollback.Info!.Description, Is.EqualTo($"Rollback \"web\" failed: resource Job/{Namespace}/before not ready. status: Failed, message: Job Failed. failed: 1/1"));
        Assert.That(rollback.Hooks!.Single().LastRun.Phase, Is.EqualTo("Failed"));
        Assert.That(failed.CurrentStatus.NextRetryAt, Is.Not.Null);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 failed").Or.EqualTo("1 deployed, 2 failed, 3 failed"));

        await ReleaseAsync("web", "chart", "{values: {tag: crash}, rollback: {disableHooks: true}}");
        HelmRelease rolledBack = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"), "tried again on the same revision");
        Assert.That(Ready(rolledBack)!.Message, Does.EndWith("; rolled back to revision 1"));
    }

    [Test]
    public async Task G12_A_hook_after_an_uninstall_that_fails_does_not_keep_the_release()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/a.yaml", HookCharts.Job("after", "post-delete", 0, tag: "fail")));
        await ReleaseAsync("web", "chart", "uninstall: {keepHistory: true}");
        await UntilReadyAsync("web", 1);
        await DeleteReleaseAsync("web");

        Release revision = (await RevisionsAsync("web"))[0];
        Assert.That((revision.Info!.Status, revision.Info.Description), Is.EqualTo(("uninstalled", "Uninstallation complete")));
        Assert.That(revision.Hooks!.Single().LastRun.Phase, Is.EqualTo(HookPhases.Failed));
    }
}
