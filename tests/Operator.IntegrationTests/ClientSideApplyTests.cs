using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
internal sealed class ClientSideApplyTests : ReleaseTest
{
    private const string Data = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}-data}\ndata: {{ toYaml .Values.data | nindent 2 }}\n";

    [Test]
    public async Task A_release_that_is_applied_by_the_client_is_patched_three_ways_and_stays_so()
    {
        await PackAsync(new TestChart("chart").With("templates/data.yaml", Data).With("templates/deployment.yaml", TestChart.DeploymentTemplate));
        await ReleaseAsync("web", "chart", "{values: {data: {a: '1', gone: x}}, install: {serverSideApply: false}}");
        await UntilReadyAsync("web", 1);
        await PatchAsync("{data: {others: stays, a: changed}}");

        await ReleaseAsync("web", "chart", "{values: {data: {a: '2'}, replicas: 2}, install: {serverSideApply: false}}");
        await UntilReadyAsync("web", 2);
        Unstructured? live = await GetAsync("v1", "ConfigMap", "web-data");
        Assert.That(live?.Content["data"]?.ToJsonString(), Is.EqualTo("""{"a":"2","others":"stays"}"""));
        Assert.That(Managers(live), Does.Contain("helm/Update").And.Not.Contain("helm/Apply"));
        Assert.That((await RevisionsAsync("web")).Select(revision => revision.ApplyMethod), Is.EqualTo(new[] { "csa", "csa" }));
        Assert.That((await GetAsync("apps/v1", "Deployment", "web"))?.Content["spec"]?["replicas"]?.GetValue<int>(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_release_that_changes_to_server_side_apply_hands_its_fields_over()
    {
        await PackAsync(new TestChart("chart").With("templates/data.yaml", Data));
        await ReleaseAsync("web", "chart", "{values: {data: {a: '1', gone: x}}, install: {serverSideApply: false}}");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", "{values: {data: {a: '2'}}, upgrade: {serverSideApply: enabled}}");
        await UntilReadyAsync("web", 2);
        Unstructured? live = await GetAsync("v1", "ConfigMap", "web-data");
        Assert.That(live?.Content["data"]?.ToJsonString(), Is.EqualTo("""{"a":"2"}"""));
        Assert.That(Managers(live), Is.EqualTo(new[] { "helm/Apply" }));
        Assert.That((await RevisionsAsync("web")).Select(revision => revision.ApplyMethod), Is.EqualTo(new[] { "csa", "ssa" }));
    }

    [Test]
    public async Task A_rollback_applies_as_the_revision_that_it_restores()
    {
        await PackAsync(TestChart.OfDeployment("chart").With("templates/data.yaml", Data));
        await ReleaseAsync("web", "chart", "{values: {data: {a: '1'}}, install: {serverSideApply: false}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{values: {data: {b: '2'}, tag: crash}, wait: {failFast: {enabled: false}}, upgrade: {timeout: 3s}}");
        await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);
        Assert.That((await RevisionsAsync("web")).Select(revision => revision.ApplyMethod), Is.EqualTo(new[] { "csa", "csa", "csa" }));
        Assert.That((await GetAsync("v1", "ConfigMap", "web-data"))?.Content["data"]?.ToJsonString(), Is.EqualTo("""{"a":"1"}"""));
    }

    [Test]
    public async Task Force_without_server_side_apply_replaces_what_others_wrote()
    {
        await PackAsync(new TestChart("chart").With("templates/data.yaml", Data));
        await ReleaseAsync("web", "chart", "{values: {data: {a: '1'}}, install: {serverSideApply: false}}");
        await UntilReadyAsync("web", 1);
        await PatchAsync("{data: {others: goes}}");
        await ReleaseAsync("web", "chart", "{values: {data: {a: '2'}}, upgrade: {force: true}}");
        await UntilReadyAsync("web", 2);
        Assert.That((await GetAsync("v1", "ConfigMap", "web-data"))?.Content["data"]?.ToJsonString(), Is.EqualTo("""{"a":"2"}"""));
    }

    [Test]
    public async Task What_Helm_applied_by_the_client_is_upgraded_so_and_Helm_goes_on()
    {
        HelmProgram.Need();
        TestChart chart = new TestChart("chart").With("templates/data.yaml", Data);
        await PackAsync(chart);
        string folder = Directory.CreateTempSubdirectory("steersman-csa-").FullName;
        try
        {
            string archive = Path.Combine(folder, "chart.tgz");
            await File.WriteAllBytesAsync(archive, chart.Pack());
            await HelmProgram.RunAsync(Namespace, "install", "web", archive, "--server-side=false", "--set", "data.a=one,data.gone=x");
            await ReleaseAsync("web", "chart", "values: {data: {a: two}}");
            await UntilReadyAsync("web", 2);
            Unstructured? live = await GetAsync("v1", "ConfigMap", "web-data");
            Assert.That((live?.Content["data"]?.ToJsonString(), Managers(live)), Is.EqualTo(("""{"a":"two"}""", new[] { "helm/Update" })));
            Assert.That((await RevisionsAsync("web")).Select(revision => revision.ApplyMethod), Is.EqualTo(new[] { "csa", "csa" }));

            await ReleaseAsync("web", "chart", "{suspend: true, values: {data: {a: two}}}");
            await UntilReleaseAsync("web", "the suspension is seen", release => release.CurrentStatus.ObservedGeneration == release.Metadata.Generation);
            await HelmProgram.RunAsync(Namespace, "rollback", "web", "1");
            Assert.That((await GetAsync("v1", "ConfigMap", "web-data"))?.Content["data"]?.ToJsonString(), Is.EqualTo("""{"a":"one","gone":"x"}"""));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task PatchAsync(string yaml)
    {
        IResourceClient<Unstructured> configMaps = await Client.ResourceAsync(GroupVersionKind.Parse("v1", "ConfigMap"), CancellationToken.None);
        JsonObject body = (JsonObject)Kubernetes.Client.Json.YamlJson.Parse(yaml)!;
        await configMaps.PatchAsync(new NamespacedName(Namespace, "web-data"), Patch.Merge(body), new WriteOptions { FieldManager = "by-hand" }, CancellationToken.None);
    }

    private static string[] Managers(Unstructured? item) =>
        [.. (item?.Metadata.Content["managedFields"] as JsonArray ?? []).Select(entry => $"{entry?["manager"]}/{entry?["operation"]}").Order(StringComparer.Ordinal)];
}
