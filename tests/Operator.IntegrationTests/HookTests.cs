using Steersman.Helm.Manifests;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
internal sealed class HookTests : ReleaseTest
{
    [Test]
    public async Task Hooks_run_by_weight_around_the_objects_and_are_recorded()
    {
        await PackAsync(TestChart.OfConfigMap("chart")
            .With("templates/late.yaml", HookCharts.Job("late", "pre-install,pre-upgrade", 5))
            .With("templates/early.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: early, annotations: {helm.sh/hook: pre-install, helm.sh/hook-weight: \"-5\"}}\n")
            .With("templates/after.yaml", HookCharts.Job("after", "post-install", 0)));
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
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/migrate.yaml", HookCharts.Job("migrate", "pre-install,pre-upgrade", 0)));
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
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/migrate.yaml", HookCharts.Job("migrate", "post-install", 0, "helm.sh/hook-delete-policy: hook-succeeded")));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        await UntilAsync("batch/v1", "Job", "migrate", "it is deleted", job => job is null || job.Metadata.DeletionTimestamp is not null);
    }

    [TestCase("pre-install,post-install", TestName = "A_hook_of_two_events_runs_at_each")]
    [TestCase("pre-install,pre-install", TestName = "A_hook_that_names_its_event_twice_runs_twice")]
    public async Task Runs(string events)
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/migrate.yaml", HookCharts.Job("migrate", events)));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        Assert.That(Applied("jobs"), Is.EqualTo(2));
        Assert.That((await RevisionsAsync("web"))[0].Hooks![0].LastRun.Phase, Is.EqualTo("Succeeded"));
    }

    [Test]
    public async Task Hooks_without_a_name_are_named_by_the_server_and_deleted_when_they_ask_for_it()
    {
        await PackAsync(TestChart.OfConfigMap("chart")
            .With("templates/kept.yaml", HookCharts.Job("kept-", "pre-install,post-install", nameField: "generateName"))
            .With("templates/gone.yaml", HookCharts.Job("gone-", "post-install", 1, HookCharts.DeletedBy("hook-succeeded"), nameField: "generateName")));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        IReadOnlyList<Unstructured> jobs = await JobsAsync();
        Assert.That(jobs.Select(job => job.Metadata.GenerateName), Is.EqualTo(new[] { "kept-", "kept-" }));
        Assert.That(jobs.Select(job => job.Metadata.Labels["steersman.dev/hook-run"]), Is.EquivalentTo(new[] { "pre-install.0", "post-install.0" }));
        Assert.That((await RevisionsAsync("web"))[0].Hooks!.Select(hook => hook.LastRun.Phase), Is.All.EqualTo("Succeeded"));
    }

    [Test]
    public async Task A_definition_as_a_hook_is_served_before_the_next_hook_and_never_deleted()
    {
        string group = $"{Namespace}.example.com";
        string definition = $$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: gadgets.{{group}}
              annotations: {helm.sh/hook: "pre-install,pre-upgrade", helm.sh/hook-delete-policy: "before-hook-creation,hook-succeeded"}
            spec:
              group: {{group}}
              scope: Namespaced
              names: {kind: Gadget, listKind: GadgetList, plural: gadgets, singular: gadget}
              versions:
              - name: v1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true} }
            """;
        string gadget = $$"""
            apiVersion: {{group}}/v1
            kind: Gadget
            metadata:
              name: one
              annotations: {helm.sh/hook: "pre-install,pre-upgrade", helm.sh/hook-weight: "1"}
            """;
        IResourceClient<Unstructured> definitions = await Client.ResourceAsync(GroupVersionKind.Parse("apiextensions.k8s.io/v1", "CustomResourceDefinition"), CancellationToken.None);
        NamespacedName key = new(null, $"gadgets.{group}");
        try
        {
            await PackAsync(TestChart.OfConfigMap("chart").With("templates/definition.yaml", definition).With("templates/gadget.yaml", gadget));
            await ReleaseAsync("web", "chart");
            await UntilReadyAsync("web", 1);
            Unstructured? first = await definitions.GetAsync(key, CancellationToken.None);
            await ReleaseAsync("web", "chart", "values: {text: two}");
            await UntilReadyAsync("web", 2);

            Client.Mapper.Invalidate(group);
            Assert.That(await GetAsync($"{group}/v1", "Gadget", "one"), Is.Not.Null);
            Assert.That((await definitions.GetAsync(key, CancellationToken.None))?.Metadata.Uid, Is.EqualTo(first?.Metadata.Uid));
        }
        finally
        {
            await definitions.DeleteAsync(key, DeleteOptions.Default, CancellationToken.None);
        }
    }

    [Test]
    public async Task Hooks_of_kinds_that_do_not_run_are_done_when_they_are_there()
    {
        const string Account = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: runner, annotations: {helm.sh/hook: pre-install}}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: key, annotations: {helm.sh/hook: pre-install}}
            stringData: {key: hidden-value}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: runner, annotations: {helm.sh/hook: pre-install}}
            rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
            """;
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/account.yaml", Account));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        IReadOnlyList<Hook> hooks = (await RevisionsAsync("web"))[0].Hooks!;
        Assert.That(hooks.OrderBy(hook => hook.LastRun.StartedAt.Time).Select(hook => hook.Name), Is.EqualTo(new[] { "key", "runner", "runner" }));
        Assert.That(hooks.Select(hook => hook.LastRun.Phase), Is.All.EqualTo("Succeeded"));
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

    private int Applied(string resource) => Operator.Requests.Requests.Count(request => request.Verb == "apply" && request.Resource == resource && request.Code is 200 or 201);

    private async Task<IReadOnlyList<Unstructured>> JobsAsync()
    {
        IResourceClient<Unstructured> jobs = await Client.ResourceAsync(GroupVersionKind.Parse("batch/v1", "Job"), CancellationToken.None);
        return [.. (await jobs.ListAsync(new ListOptions { Namespace = Namespace }, CancellationToken.None)).Items.Where(job => job.Metadata.DeletionTimestamp is null)];
    }
}
