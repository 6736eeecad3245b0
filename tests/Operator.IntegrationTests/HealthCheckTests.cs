using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Custom resources whose release says itself when they are ready.</summary>
[Category("Integration")]
internal sealed class HealthCheckTests : ReleaseTest
{
    private string Group => $"{Namespace}.example.com";

    private string Checks => $$"""
        healthCheckExprs: [{apiVersion: {{Group}}/v1, kind: Widget, current: "status.phase == 'Up'", failed: "status.phase == 'Broken'", inProgress: "!has(status.phase)"}]
        """;

    [Test]
    public async Task Objects_are_ready_and_fail_by_the_expressions_of_their_release()
    {
        await WithDefinitionAsync(Group, "v1", "Widget", "widgets", async () =>
        {
            await PackAsync(new TestChart("chart").With("values.yaml", "size: 1\n")
                .With("templates/widget.yaml", $"apiVersion: {Group}/v1\nkind: Widget\nmetadata: {{name: web}}\nspec:\n  size: {{{{ .Values.size }}}}\n"));
            await ReleaseAsync("web", "chart", $"{{{Checks}}}");
            await UntilReleaseAsync("web", "the widget is waited for", release => release.CurrentStatus.Progress is [{ Object: "Widget/web", Status: "InProgress" or "Missing" }]);
            await ReportAsync("Up");
            await UntilReadyAsync("web", 1);

            await ReleaseAsync("web", "chart", $"{{values: {{size: 2}}, {Checks}}}");
            await UntilSizeAsync(2);
            await ReportAsync("Broken");
            await UntilReleaseAsync("web", "the failure is found", release => release.CurrentStatus.Failure is { Code: "CELFailed", Object: "Widget/web" });
            await UntilSizeAsync(1);
            await ReportAsync("Up");
            HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

            Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
            Assert.That(Ready(release)?.Message, Is.EqualTo("Widget/web: failed by its health check; rolled back to revision 1"));
        });
    }

    [Test]
    public async Task An_expression_that_does_not_compile_stalls_the_release()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "{healthCheckExprs: [{apiVersion: example.com/v1, kind: Widget, current: \"a b\"}]}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InvalidCELExpression);
        Assert.That(release.CurrentStatus.Find("Stalled")?.Message, Does.StartWith("spec.healthCheckExprs[0].current: failed to parse the expression Current: "));
        Assert.That(await HistoryAsync("web"), Is.Empty);
    }

    [Test]
    public async Task A_hook_of_a_kind_that_expressions_judge_is_awaited()
    {
        await WithDefinitionAsync(Group, "v1", "Widget", "widgets", async () =>
        {
            await PackAsync(TestChart.OfConfigMap("chart").With(
                "templates/widget.yaml", $"apiVersion: {Group}/v1\nkind: Widget\nmetadata: {{name: web, annotations: {{helm.sh/hook: \"pre-install,pre-upgrade\"}}}}\nspec: {{size: 1}}\n"));
            await ReleaseAsync("web", "chart", $"{{{Checks}}}");
            await UntilReleaseAsync("web", "the hook is awaited", release => release.CurrentStatus.Operation is { Phase: OperationPhase.PreHooks, Hook: "Widget/web" });
            Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);
            string? uid = (await GetAsync($"{Group}/v1", "Widget", "web"))?.Metadata.Uid;
            await ReportAsync("Up");
            await UntilReadyAsync("web", 1);

            await ReleaseAsync("web", "chart", $"{{values: {{text: two}}, {Checks}}}");
            await UntilAsync($"{Group}/v1", "Widget", "web", "it is made anew", widget => widget is not null && widget.Metadata.Uid != uid);
            await ReportAsync("Broken");
            HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);
            Assert.That((release.CurrentStatus.Failure?.Code, release.CurrentStatus.Failure?.Object), Is.EqualTo(("HookFailed", "Widget/web")));
            Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        });
    }

    [Test]
    public async Task Pods_are_judged_by_expressions_and_other_ones_judge_what_runs()
    {
        await PackAsync(new TestChart("chart").With("templates/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: \"localhost/app:crash\"}]}\n"));
        await ReleaseAsync("web", "chart", "{wait: {degradedAfter: 1s}, healthCheckExprs: [{apiVersion: v1, kind: Pod, current: \"status.phase == 'Running'\"}]}");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", "{wait: {degradedAfter: 1s}, healthCheckExprs: [{apiVersion: v1, kind: Pod, failed: \"status.phase == 'Running'\", current: 'false'}]}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.Degraded);
        Assert.That(Ready(release)?.Message, Does.Contain("failed by its health check"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    private Task<Unstructured?> UntilSizeAsync(int size) =>
        UntilAsync($"{Group}/v1", "Widget", "web", $"its size is {size}", widget => widget?.Content["spec"]?["size"]?.GetValue<int>() == size);

    /// <summary>The controller of the widgets: here it is the test.</summary>
    private async Task ReportAsync(string phase)
    {
        IResourceClient<Unstructured> widgets = await Client.ResourceAsync(GroupVersionKind.Parse($"{Group}/v1", "Widget"), CancellationToken.None);
        Unstructured seen = (await widgets.GetAsync(new NamespacedName(Namespace, "web"), CancellationToken.None))!;
        JsonObject status = new() { ["phase"] = phase, ["observedGeneration"] = seen.Metadata.Generation };
        await widgets.PatchStatusAsync(seen.Key, Patch.Merge(new JsonObject { ["status"] = status }), WriteOptions.Default, CancellationToken.None);
    }
}
