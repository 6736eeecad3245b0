using Steersman.Helm.Manifests;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
internal sealed class HookTests : ReleaseTest
{
    [Test]
    public async Task Hooks_run_by_weight_around_the_objects_and_are_recorded()
    {
        await PackAsync(TestChart.OfConfigMap("chart")
            .With("templates/late.yaml", Job("late", "pre-install,pre-upgrade", 5))
            .With("templates/early.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: early, annotations: {helm.sh/hook: pre-install, helm.sh/hook-weight: \"-5\"}}\n")
            .With("templates/after.yaml", Job("after", "post-install", 0)));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        IReadOnlyList<Hook> hooks = (await RevisionsAsync("web"))[0].Hooks!;
        Assert.That(hooks.OrderBy(hook => hook.LastRun.StartedAt.Time).Select(hook => hook.Name), Is.EqualTo(new[] { "early", "late", "after" }));
        Assert.That(hooks.Select(hook => hook.LastRun.Phase), Is.All.EqualTo("Succeeded"));
        Assert.That(await GetAsync("v1", "ConfigMap", "early"), Is.Not.Null, "a hook's object stays until its next run");
    }

    [Test]
    public async Task The_object_of_an_earlier_run_makes_way_for_the_next_one()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/migrate.yaml", Job("migrate", "pre-install,pre-upgrade", 0)));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        string? uid = (await GetAsync("batch/v1", "Job", "migrate"))?.Metadata.Uid;

        await ReleaseAsync("web", "chart", "values: {text: two}");
        await UntilReadyAsync("web", 2);

        Unstructured? job = await GetAsync("batch/v1", "Job", "migrate");
        Assert.That((job is not null, job?.Metadata.Uid == uid), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Hooks_that_ask_for_it_are_deleted_when_they_succeeded()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/migrate.yaml", Job("migrate", "post-install", 0, "helm.sh/hook-delete-policy: hook-succeeded")));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        await UntilAsync("batch/v1", "Job", "migrate", "it is deleted", job => job is null || job.Metadata.DeletionTimestamp is not null);
    }

    [Test]
    public async Task A_hook_that_fails_fails_the_upgrade_which_is_rolled_back()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/migrate.yaml", Job("migrate", "pre-upgrade", 0, tag: "fail")));
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", "values: {text: two}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        Assert.That((release.CurrentStatus.Failure?.Code, release.CurrentStatus.Failure?.Object), Is.EqualTo(("HookFailed", "Job/migrate")));
        Assert.That((await RevisionsAsync("web"))[1].Hooks![0].LastRun.Phase, Is.EqualTo("Failed"));
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("one"));
    }

    [Test]
    public async Task A_hook_of_a_form_that_is_not_supported_stalls_the_release_and_nothing_is_applied()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/migrate.yaml", Job("migrate", "pre-install", 0, "helm.sh/hook-output-log-policy: hook-failed")));
        await ReleaseAsync("web", "chart");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.HookNotSupported);

        Assert.That(release.CurrentStatus.Find("Stalled")?.Reason, Is.EqualTo(Reasons.HookNotSupported));
        Assert.That(Ready(release)?.Message, Does.StartWith("hook Job/migrate of chart/templates/migrate.yaml "));
        Assert.That(await SecretsAsync("web"), Is.Empty);
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);
    }

    [Test]
    public async Task Definitions_of_the_crds_folder_are_there_before_their_objects()
    {
        string group = $"{Namespace}.example.com";
        string definition = $$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.{{group}}}
            spec:
              group: {{group}}
              scope: Namespaced
              names: {kind: Widget, listKind: WidgetList, plural: widgets, singular: widget}
              versions:
              - name: v1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true} }
            """;
        try
        {
            await PackAsync(TestChart.OfConfigMap("chart")
                .With("crds/widget.yaml", definition)
                .With("templates/widget.yaml", $"apiVersion: {group}/v1\nkind: Widget\nmetadata: {{name: web}}\nspec: {{size: 3}}\n"));
            await ReleaseAsync("web", "chart");
            await UntilReadyAsync("web", 1);

            Client.Mapper.Invalidate(group);
            Assert.That((await GetAsync($"{group}/v1", "Widget", "web"))?.Content["spec"]?["size"]?.GetValue<int>(), Is.EqualTo(3));

            await DeleteReleaseAsync("web");
            Assert.That(await GetAsync($"{group}/v1", "Widget", "web"), Is.Null);
            Assert.That(await UntilAsync("apiextensions.k8s.io/v1", "CustomResourceDefinition", $"widgets.{group}", "it stays", _ => true), Is.Not.Null);
        }
        finally
        {
            IResourceClient<Unstructured> definitions = await Client.ResourceAsync(GroupVersionKind.Parse("apiextensions.k8s.io/v1", "CustomResourceDefinition"), CancellationToken.None);
            await definitions.DeleteAsync(new NamespacedName(null, $"widgets.{group}"), DeleteOptions.Default, CancellationToken.None);
        }
    }

    private static string Job(string name, string events, int weight, string? annotation = null, string tag = "done") =>
        $$"""
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{name}}
          annotations:
            helm.sh/hook: {{events}}
            helm.sh/hook-weight: "{{weight}}"
            {{annotation}}
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
              - {name: job, image: "localhost/job:{{tag}}"}
        """;
}
