using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;
using Steersman.Releases.Storage;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Flux's HelmReleases, after helm-controller and beside it.</summary>
[Category("Integration")]
internal sealed class FluxTakeoverTests : ReleaseTest
{
    private const string HelmChartVersion = $"{FluxDefinitions.Group}/v1";
    private const string Labelled = "labels: {helm.toolkit.fluxcd.io/name: web, helm.toolkit.fluxcd.io/namespace: '{{ .Release.Namespace }}'}";

    protected override ReleaseKind Kind => ReleaseKind.Flux;

    protected override bool StartsOperator => false;

    [Test]
    public async Task A_release_that_Flux_made_is_taken_over_without_a_new_revision()
    {
        HelmProgram.Need();
        string folder = Directory.CreateTempSubdirectory("steersman-it-").FullName;
        try
        {
            // Flux stores its labels in the manifest.
            string template = TestChart.ConfigMapTemplate.Replace("name: {{ .Release.Name }}-text", $"name: {{{{ .Release.Name }}}}-text\n  {Labelled}", StringComparison.Ordinal);
            string archive = Path.Combine(folder, "chart.tgz");
            await File.WriteAllBytesAsync(archive, new TestChart("chart").With("values.yaml", "text: hello\n").With("templates/configmap.yaml", template).Pack());
            await HelmProgram.RunAsync(Namespace, "install", "web", archive, "--set", "text=one");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Helm.Releases.Release stored = (await RevisionsAsync("web")).Single();
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await PretendFluxMadeItAsync(stored);

        StartOperator();
        HelmRelease release = await UntilReadyAsync("web", 1);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        Assert.That(release.CurrentStatus.History!.Single().Digest, Is.EqualTo(SnapshotDigest.Of(stored)), "helm-controller would know the revision again");
        Assert.That(release.Metadata.Finalizers, Is.EqualTo(["finalizers.fluxcd.io"]));

        await ReleaseAsync("web", "chart", "values: {text: two}");
        await UntilReadyAsync("web", 2);
        Unstructured live = (await GetAsync("v1", "ConfigMap", "web-text"))!;
        Assert.That((live.Metadata.Labels["helm.toolkit.fluxcd.io/name"], live.Metadata.Labels["steersman.dev/name"], live.Content["data"]?["text"]?.ToString()), Is.EqualTo(("web", (string?)null, "two")));

        await HelmChartAsync();
        await DeleteReleaseAsync("web");
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);
        Assert.That(await GetAsync(HelmChartVersion, "HelmChart", $"{Namespace}-web"), Is.Null);
        Assert.That(await GetAsync(HelmChartVersion, "HelmChart", "chart"), Is.Not.Null);
    }

    [Test]
    public async Task A_suspended_one_that_is_deleted_leaves_its_release_to_the_HelmRelease_of_ours()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        StartOperator();
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{values: {text: one}, suspend: true}");
        await HelmChartAsync();
        await DeleteReleaseAsync("web");

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        Assert.That(await GetAsync(HelmChartVersion, "HelmChart", $"{Namespace}-web"), Is.Not.Null);
    }

    [Test]
    [NonParallelizable]
    public async Task Beside_a_helm_controller_nothing_is_done_and_what_it_writes_later_ends_the_operator()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        Lease lease = new(new NamespacedName(Namespace, "helm-controller-leader-election")) { HolderIdentity = "helm-controller-0", LeaseDurationSeconds = 35, RenewTime = DateTimeOffset.UtcNow };
        lease = await Client.Resource<Lease>().CreateAsync(lease, WriteOptions.Default, CancellationToken.None);
        try
        {
            StartOperator();
            await Operator.Log.UntilAsync($"helm-controller runs (helm-controller-0 holds Lease {Namespace}/helm-controller-leader-election). Scale it to zero");
            Assert.That((await UntilReleaseAsync("web", "is there", _ => true)).HasFinalizer, Is.False);

            // Released, as on SIGTERM.
            lease.HolderIdentity = "";
            await Client.Resource<Lease>().UpdateAsync(lease, WriteOptions.Default, CancellationToken.None);
            await UntilReadyAsync("web", 1);
        }
        finally
        {
            await Client.Resource<Lease>().DeleteAsync(lease.Metadata.Key, DeleteOptions.Default, CancellationToken.None);
        }

        JsonObject touched = new() { ["status"] = new JsonObject { ["failures"] = 3 } };
        await ReleaseClient.PatchStatusAsync(new NamespacedName(Namespace, "web"), Patch.Merge(touched), new WriteOptions { FieldManager = "helm-controller" }, CancellationToken.None);
        HelmControllerRunsException? ended = await Assert.ThrowsAsync<HelmControllerRunsException>(() => Operator.EndedAsync());
        Assert.That(ended?.Message, Does.Contain($"it wrote HelmRelease {Namespace}/web"));
        await Assert.ThrowsAsync<HelmControllerRunsException>(StopOperatorAsync);
    }

    // As helm-controller makes it for spec.chart.
    private Task<Unstructured> HelmChartAsync() => ApplyAsync(
        $"{{apiVersion: {HelmChartVersion}, kind: HelmChart, metadata: {{name: {Namespace}-web, labels: {{helm.toolkit.fluxcd.io/name: web, helm.toolkit.fluxcd.io/namespace: {Namespace}}}}}, spec: {{chart: web}}}}");

    private async Task PretendFluxMadeItAsync(Helm.Releases.Release stored)
    {
        NamespacedName key = new(Namespace, "web");
        JsonObject finalizers = new() { ["metadata"] = new JsonObject { ["finalizers"] = new JsonArray("finalizers.fluxcd.io") } };
        await ReleaseClient.PatchAsync(key, Patch.Merge(finalizers), WriteOptions.Default, CancellationToken.None);
        string deployed = stored.Info!.LastDeployed.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        JsonObject snapshot = new()
        {
            ["apiVersion"] = "v2",
            ["digest"] = SnapshotDigest.Of(stored),
            ["name"] = "web",
            ["namespace"] = Namespace,
            ["version"] = 1,
            ["status"] = "deployed",
            ["chartName"] = "chart",
            ["chartVersion"] = "1.0.0",
            ["configDigest"] = "sha256:" + new string('0', 64),
            ["firstDeployed"] = deployed,
            ["lastDeployed"] = deployed,
        };
        JsonObject status = new() { ["status"] = new JsonObject { ["observedGeneration"] = 1, ["storageNamespace"] = Namespace, ["history"] = new JsonArray(snapshot), ["helmChart"] = $"{Namespace}/web" } };
        await ReleaseClient.PatchStatusAsync(key, Patch.Merge(status), new WriteOptions { FieldManager = "helm-controller" }, CancellationToken.None);
    }
}
