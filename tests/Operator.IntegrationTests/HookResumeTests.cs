using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Hooks across restarts, deletions and newer generations: none runs twice, none is lost (G12, G18).</summary>
[Category("Integration")]
internal sealed class HookResumeTests : ReleaseTest
{
    [Test]
    public async Task A_hook_that_runs_across_a_restart_is_awaited_and_runs_once()
    {
        string uid = await StartAsync("migrate", "pre-install,post-install");
        await StopOperatorAsync();
        StartOperator();
        await Puppet.TreatAsync("silent", "done");
        await UntilReadyAsync("web", 1);

        Assert.That(Operator.Requests.Requests.Count(request => request.Verb == "apply" && request.Resource == "jobs"), Is.EqualTo(1), "only the run after the objects is new");
        Assert.That((await GetAsync("batch/v1", "Job", "migrate"))!.Metadata.Uid, Is.Not.EqualTo(uid));
    }

    [Test]
    public async Task A_hook_that_ended_and_vanished_while_nobody_looked_counts_as_succeeded()
    {
        await StartAsync("migrate", "pre-install");
        await StopOperatorAsync();
        await DeleteJobAsync("migrate");
        StartOperator();
        await UntilReadyAsync("web", 1);

        Assert.That(await GetAsync("batch/v1", "Job", "migrate"), Is.Null, "it is not run again");
        Assert.That((await RevisionsAsync("web"))[0].Hooks![0].LastRun.Phase, Is.EqualTo("Succeeded"));
    }

    [Test]
    public async Task A_hook_deleted_under_the_operator_counts_as_succeeded_and_is_told_of()
    {
        await StartAsync("migrate", "pre-install");
        await DeleteJobAsync("migrate");
        await UntilReadyAsync("web", 1);

        Assert.That((await RevisionsAsync("web"))[0].Hooks![0].LastRun.Phase, Is.EqualTo("Succeeded"));
        Assert.That(Operator.Log.Lines, Has.Some.Contains("Job/migrate: the pre-install hook was deleted before its end was seen, and counts as succeeded"));
    }

    [Test]
    public async Task A_hook_with_no_time_to_live_after_its_end_succeeds()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/migrate.yaml", HookCharts.Job("migrate", "post-install", spec: "ttlSecondsAfterFinished: 0")));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        Assert.That((await RevisionsAsync("web"))[0].Hooks![0].LastRun.Phase, Is.EqualTo("Succeeded"));
    }

    [Test]
    public async Task A_hook_none_of_whose_containers_started_gives_way_to_a_newer_generation()
    {
        string uid = await StartAsync("migrate", "pre-install,pre-upgrade");
        await ReleaseAsync("web", "chart", "values: {text: two}");
        Unstructured? next = await UntilAsync("batch/v1", "Job", "migrate", "another one runs", job => job is not null && job.Metadata.Uid != uid);
        await Puppet.TreatAsync("silent", "done");
        await UntilReadyAsync("web", 2);

        Assert.That(next!.Metadata.Labels["steersman.dev/hook-run"], Is.EqualTo("pre-upgrade.0"));
        Assert.That((await RevisionsAsync("web"))[0].Info!.Description, Is.EqualTo("superseded by generation 2 before it was ready"));
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("two"));
    }

    [Test]
    public async Task A_hook_that_started_comes_to_its_end_before_a_newer_generation()
    {
        await StartAsync("migrate", "pre-install,pre-upgrade", "running");
        await Puppet.TreatAsync("running", "ready");
        string uid = (await GetAsync("batch/v1", "Job", "migrate"))!.Metadata.Uid!;
        await ReleaseAsync("web", "chart", "values: {text: two}");
        await Operator.Log.UntilAsync("AbandonHook");
        Assert.That((await GetAsync("batch/v1", "Job", "migrate"))!.Metadata.Uid, Is.EqualTo(uid));

        await Puppet.TreatAsync("running", "done");
        await UntilReadyAsync("web", 2);
        Assert.That((await RevisionsAsync("web"))[0].Hooks![0].LastRun.Phase, Is.EqualTo("Succeeded"));
    }

    [Test]
    public async Task Deletion_makes_a_hook_that_never_started_give_way()
    {
        await StartAsync("migrate", "pre-install");
        await DeleteReleaseAsync("web");
        Assert.That(await GetAsync("batch/v1", "Job", "migrate"), Is.Null);
        Assert.That(await SecretsAsync("web"), Is.Empty);
    }

    // Installs a chart whose hook does not end, and waits until the status knows its object.
    private async Task<string> StartAsync(string name, string events, string tag = "silent")
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/migrate.yaml", HookCharts.Job(name, events, tag: tag)));
        await ReleaseAsync("web", "chart");
        HelmRelease release = await UntilReleaseAsync("web", "the hook runs", found => found.CurrentStatus.Operation is { HookUid: not null });

        // A Job that goes before its controller has seen the pod of it keeps the next one of that name waiting for minutes.
        await UntilAsync("batch/v1", "Job", name, "its pod is there", job => job?.Content["status"]?["active"]?.ToString() == "1");
        return release.CurrentStatus.Operation!.HookUid!;
    }

    private async Task DeleteJobAsync(string name)
    {
        IResourceClient<Unstructured> jobs = await Client.ResourceAsync(GroupVersionKind.Parse("batch/v1", "Job"), CancellationToken.None);
        await jobs.DeleteAsync(new NamespacedName(Namespace, name), new DeleteOptions { Propagation = DeletionPropagation.Background }, CancellationToken.None);
        await UntilAsync("batch/v1", "Job", name, "it is gone", job => job is null);
    }
}
