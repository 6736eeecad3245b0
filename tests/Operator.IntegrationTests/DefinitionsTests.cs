using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Definitions of a chart's crds folder, by policy.</summary>
[Category("Integration")]
internal sealed class DefinitionsTests : ReleaseTest
{
    private string _group = "";

    private string Definition => $"widgets.{_group}";

    [SetUp]
    public void Name() => _group = $"g{Guid.NewGuid():n}"[..12] + ".example.com";

    [TearDown]
    public async Task DeleteAsync()
    {
        IResourceClient<Unstructured> definitions = await Client.ResourceAsync(GroupVersionKind.Parse("apiextensions.k8s.io/v1", "CustomResourceDefinition"), CancellationToken.None);
        await definitions.DeleteAsync(new NamespacedName(null, Definition), DeleteOptions.Default, CancellationToken.None);
    }

    [Test]
    public async Task An_upgrade_leaves_definitions_alone_unless_it_is_told_to_apply_them()
    {
        await PackAsync("one", Chart("v1").Pack());
        await ReleaseAsync("web", "one");
        await UntilReadyAsync("web", 1);
        Assert.That(await VersionsAsync(), Is.EqualTo("v1"));

        await PackAsync("two", Chart("v1", "v2").Pack());
        await ReleaseAsync("web", "two");
        await UntilReadyAsync("web", 2);
        Assert.That(await VersionsAsync(), Is.EqualTo("v1"));

        await ReleaseAsync("web", "two", "{values: {a: 1}, upgrade: {crds: CreateReplace}}");
        await UntilReadyAsync("web", 3);
        Assert.That(await VersionsAsync(), Is.EqualTo("v1 v2"));
    }

    [Test]
    public async Task What_Flux_gave_a_definition_and_the_chart_drops_goes_when_it_is_applied()
    {
        await PackAsync("one", Chart("v1").Pack());
        await ReleaseAsync("web", "one", "install: {crds: Skip}");
        await UntilReadyAsync("web", 1);
        JsonObject definition = (JsonObject)Kubernetes.Client.Json.YamlJson.Parse(Text("v1"))!;
        definition["metadata"]!["annotations"] = new JsonObject { ["stale"] = "x" };
        IResourceClient<Unstructured> definitions = await Client.ResourceAsync(GroupVersionKind.Parse("apiextensions.k8s.io/v1", "CustomResourceDefinition"), CancellationToken.None);
        await definitions.ApplyAsync(new Unstructured(definition), new ApplyOptions("helm-controller"), CancellationToken.None);

        await ReleaseAsync("web", "one", "{values: {a: 1}, upgrade: {crds: CreateReplace}}");
        await UntilReadyAsync("web", 2);
        Unstructured? live = await definitions.GetAsync(new NamespacedName(null, Definition), CancellationToken.None);
        Assert.That(live?.Metadata.Annotations, Is.Empty);
    }

    [Test]
    public async Task A_definition_that_would_make_a_rollback_impossible_is_refused()
    {
        await PackAsync("one", Chart("v1").With("templates/widget.yaml", $"apiVersion: {_group}/v1\nkind: Widget\nmetadata: {{name: a}}\n").Pack());
        await ReleaseAsync("web", "one");
        await UntilReadyAsync("web", 1);

        await PackAsync("two", Chart("v2").Pack());
        await ReleaseAsync("web", "two", "upgrade: {crds: CreateReplace}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.UpgradeFailed);
        Assert.That(
            (release.CurrentStatus.Find("Stalled")?.Reason, Ready(release)?.Message),
            Is.EqualTo((Reasons.NoWayBack, $"CustomResourceDefinition/{Definition} would stop serving {_group}/v1, which revision 1 uses (Widget/a): a rollback would be impossible; keep the version served, or set spec.upgrade.force: true")));
        Assert.That(await VersionsAsync(), Is.EqualTo("v1"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    [Test]
    public async Task A_rollback_leaves_out_what_the_server_no_longer_has_and_names_it()
    {
        await PackAsync(Chart("chart", "v1").With("templates/widget.yaml", $"apiVersion: {_group}/v1\nkind: Widget\nmetadata: {{name: a}}\n"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await PackAsync(TestChart.OfConfigMap("chart", "1.1.0"));
        await UntilReadyAsync("web", 2);
        await DeleteAsync();
        await UntilAsync("apiextensions.k8s.io/v1", "CustomResourceDefinition", Definition, "is gone", definition => definition is null);

        await ReleaseAsync("web", "chart", "rollbackTo: {revision: 1}");
        HelmRelease release = await UntilReleaseAsync("web", "it is held", seen => Ready(seen)?.Reason == Reasons.HeldAtRevision);
        Assert.That(release.CurrentStatus.Release?.Revision, Is.EqualTo(3));
        await UntilEventAsync("web", "KindGone", $"Widget/a ({_group}/v1)");
    }

    [Test]
    public async Task Without_definitions_their_objects_cannot_be_built_as_in_Helm()
    {
        await PackAsync("one", Chart("v1").With("templates/widget.yaml", $"apiVersion: {_group}/v1\nkind: Widget\nmetadata: {{name: a}}\n").Pack());
        await ReleaseAsync("web", "one", "install: {crds: Skip}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);
        Assert.That(Ready(release)?.Message, Does.Contain($"no matches for kind \"Widget\" in version \"{_group}/v1\"").And.Contains("ensure CRDs are installed first"));
    }

    private TestChart Chart(params string[] versions) => TestChart.OfConfigMap("chart").With("crds/widgets.yaml", Text(versions));

    private string Text(params string[] versions)
    {
        JsonArray served = [];
        foreach (string version in versions)
        {
            served.Add((JsonNode)new JsonObject
            {
                ["name"] = version,
                ["served"] = true,
                ["storage"] = version == versions[0],
                ["schema"] = new JsonObject { ["openAPIV3Schema"] = new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true } },
            });
        }

        return $$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: {{Definition}}}
            spec:
              group: {{_group}}
              names: {kind: Widget, listKind: WidgetList, plural: widgets, singular: widget}
              scope: Namespaced
              versions: {{served.ToJsonString()}}
            """;
    }

    private async Task<string> VersionsAsync()
    {
        IResourceClient<Unstructured> definitions = await Client.ResourceAsync(GroupVersionKind.Parse("apiextensions.k8s.io/v1", "CustomResourceDefinition"), CancellationToken.None);
        Unstructured? live = await definitions.GetAsync(new NamespacedName(null, Definition), CancellationToken.None);
        return string.Join(' ', (live?.Content["spec"]?["versions"] as JsonArray ?? []).Select(version => version?["name"]?.ToString()));
    }
}
