using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Which HelmReleases an operator manages.</summary>
[Category("Integration")]
internal sealed class WatchScopeTests : ReleaseTest
{
    protected override bool StartsOperator => false;

    [Test]
    public async Task Of_several_namespaces_those_with_the_labels_are_managed_and_changes_of_their_values_are_seen()
    {
        string second = await CreateNamespaceAsync();
        string other = await CreateNamespaceAsync();
        StartOperator(new OperatorOptions { WatchNamespaces = [Namespace, second], WatchLabelSelector = "team in (a,b)" });
        foreach (string ns in (string[])[Namespace, second, other])
        {
            await PackAsync(ns);
            await ApplyAsync($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: more, namespace: {ns}}}, data: {{values.yaml: 'text: one'}}}}");
            await CreateAsync(ns, "web", "a");
        }

        await CreateAsync(Namespace, "unlabelled", null);
        await UntilAsync(Namespace, 1);
        await UntilAsync(second, 1);
        await ApplyAsync($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: more, namespace: {second}}}, data: {{values.yaml: 'text: two'}}}}");
        await UntilAsync(second, 2);

        Assert.That((await SeenAsync(other, "web"), await SeenAsync(Namespace, "unlabelled")), Is.EqualTo((false, false)));

        // Another operator's from now on.
        await ReleaseClient.PatchAsync(new NamespacedName(Namespace, "web"), Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["team"] = "c" } } }), WriteOptions.Default, CancellationToken.None);
        await ReleaseClient.DeleteAsync(new NamespacedName(second, "web"), DeleteOptions.Default, CancellationToken.None);
        await Until.HoldsAsync(ReleaseClient, new NamespacedName(second, "web"), release => release is null, "the labelled one is gone");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    private Task PackAsync(string ns) => ApplyAsync(
        $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: chart, namespace: {ns}}}, binaryData: {{chart.tgz: {Convert.ToBase64String(TestChart.OfConfigMap("chart").Pack())}}}}}");

    private Task<Unstructured> CreateAsync(string ns, string name, string? team) => ApplyAsync($$"""
        apiVersion: steersman.dev/v1
        kind: HelmRelease
        metadata: {name: {{name}}, namespace: {{ns}}, labels: { {{(team is null ? "" : $"team: {team}")}} } }
        spec: {source: {configMap: {name: chart, key: chart.tgz} }, valuesFrom: [{kind: ConfigMap, name: more}]}
        """);

    private Task UntilAsync(string ns, int revision) => Until.HoldsAsync(
        ReleaseClient, new NamespacedName(ns, "web"), release => release?.CurrentStatus is { Release: { } found } status && found.Revision == revision && status.Find("Ready")?.Status == "True", $"{ns} is ready at revision {revision}");

    private async Task<bool> SeenAsync(string ns, string name) => (await ReleaseClient.GetAsync(new NamespacedName(ns, name), CancellationToken.None))!.HasFinalizer;
}
