using Steersman.Helm.Manifests;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>A hook that is a <c>List</c>: Helm makes one hook of it, with several objects.</summary>
[Category("Integration")]
internal sealed class HookListTests : ReleaseTest
{
    [Test]
    public async Task Each_object_of_a_List_is_created_awaited_and_makes_way_for_the_next_run()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/a.yaml", HookCharts.List("pre-install,pre-upgrade", "", [HookCharts.BareConfigMap("seed"), HookCharts.BareJob("migrate")])));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        Unstructured seed = (await GetAsync("v1", "ConfigMap", "seed"))!;
        Unstructured job = (await GetAsync("batch/v1", "Job", "migrate"))!;
        Assert.That((seed.Metadata.Labels["steersman.dev/hook-run"], job.Metadata.Labels["steersman.dev/hook-run"]), Is.EqualTo(("pre-install.0.0", "pre-install.0.1")));
        Assert.That(job.Content["status"]?["conditions"]?.ToJsonString(), Does.Contain("Complete"), "the release went on when the Job had ended");
        Assert.That((await RevisionsAsync("web"))[0].Hooks!.Select(hook => (hook.Kind, hook.LastRun.Phase)), Is.EqualTo(new[] { ("List", HookPhases.Succeeded) }));

        await ReleaseAsync("web", "chart", "values: {text: two}");
        await UntilReadyAsync("web", 2);
        Assert.That((await GetAsync("v1", "ConfigMap", "seed"))!.Metadata.Uid, Is.Not.EqualTo(seed.Metadata.Uid));
        Assert.That((await GetAsync("batch/v1", "Job", "migrate"))!.Metadata.Uid, Is.Not.EqualTo(job.Metadata.Uid));
    }

    [Test]
    public async Task G12_A_List_of_which_an_object_fails_fails_when_the_others_are_done_and_all_go_by_its_policy()
    {
        await PackAsync(TestChart.OfConfigMap("chart")
            .With("templates/a.yaml", HookCharts.List("pre-install", HookCharts.DeletedBy("hook-failed"), [HookCharts.BareConfigMap("seed"), HookCharts.BareJob("bad", "fail"), HookCharts.BareJob("good")])));
        await ReleaseAsync("web", "chart");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);

        Release revision = (await RevisionsAsync("web"))[0];
        Assert.That(revision.Info!.Description, Is.EqualTo($"Release \"web\" failed: failed pre-install: resource Job/{Namespace}/bad not ready. status: Failed, message: Job Failed. failed: 1/1"));
        Assert.That(revision.Hooks!.Single().LastRun.Phase, Is.EqualTo(HookPhases.Failed));
        Assert.That((release.CurrentStatus.Failure!.Object, release.CurrentStatus.Failure.Container, release.CurrentStatus.Failure.ExitCode), Is.EqualTo(("Job/bad", "job", 3)));
        Assert.That(await GetAsync("v1", "ConfigMap", "seed"), Is.Null);
        Assert.That(await GetAsync("batch/v1", "Job", "bad"), Is.Null);
        Assert.That(await GetAsync("batch/v1", "Job", "good"), Is.Null);
    }

    [TestCase("", "object not found, skipping delete: no objects visited", TestName = "G12_A_List_without_items_fails_as_in_Helm")]
    [TestCase("helm.sh/hook-delete-policy: hook-succeeded", "warning: Hook pre-install chart/templates/a.yaml failed: no objects visited", TestName = "G12_A_List_without_items_that_deletes_nothing_before_fails_as_in_Helm")]
    public async Task Empty(string policy, string error)
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/a.yaml", HookCharts.List("pre-install", policy, [])));
        await ReleaseAsync("web", "chart");
        await UntilNotReadyAsync("web", Reasons.InstallFailed);
        Assert.That((await RevisionsAsync("web"))[0].Info!.Description, Is.EqualTo($"Release \"web\" failed: failed pre-install: {error}"));
    }
}
