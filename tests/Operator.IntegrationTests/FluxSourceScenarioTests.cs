using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;
using Steersman.Releases.Storage;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Flux's scenarios of sources and values, under their numbers and names; the tests play source-controller where the source needs it.</summary>
[Category("Integration")]
[TestFixture("steersman.dev/v1")]
[TestFixture("helm.toolkit.fluxcd.io/v2")]
internal sealed class FluxSourceScenarioTests(string apiVersion) : ReleaseTest
{
    private static readonly TestChart Chart = TestChart.OfConfigMap("podinfo", "6.2.1");

    private ChartStore _store = null!;

    protected override ReleaseKind Kind => ReleaseKinds.Of(apiVersion);

    [OneTimeSetUp]
    public static Task InstallAsync() => FluxDefinitions.InstallAsync("helmrepositories", "gitrepositories", "ocirepositories", "helmcharts");

    [SetUp]
    public async Task StartStoreAsync() => _store = await ChartStore.StartAsync();

    [TearDown]
    public async Task StopStoreAsync() => await _store.DisposeAsync();

    [Test]
    public async Task S01_status_defaults()
    {
        await StopOperatorAsync();
        await ReleaseAsync("status-defaults", "podinfo");
        Unstructured? release = await Client.Resource(Kind.Mapping).GetAsync(new NamespacedName(Namespace, "status-defaults"), CancellationToken.None);
        Assert.That(release?.Content["status"]?.ToJsonString(), Is.EqualTo("""{"observedGeneration":-1}"""));
    }

    [Test]
    public async Task S02_S14_podinfo_ocirepository_and_install_from_ocirepo_source()
    {
        string digest = _store.Push(Chart);
        await SourceAsync("OCIRepository", "podinfo", $"{{url: 'oci://{_store.Host}/org/podinfo', ref: {{semver: 6.x}}, insecure: true}}");
        await ReleaseAsync("podinfo-ocirepository", "", "{chartRef: {kind: OCIRepository, name: podinfo}, test: {enable: true}, values: {replicaCount: 2}}");
        HelmRelease release = await UntilReadyAsync("podinfo-ocirepository", 1);
        HistoryEntry made = release.CurrentStatus.History![0];
        Assert.That(made.ChartVersion, Is.EqualTo($"6.2.1+{digest["sha256:".Length..][..12]}"));
        Assert.That((made.OciDigest, release.CurrentStatus.LastAttemptedRevisionDigest), Is.EqualTo((digest, digest)));
        Assert.That(made.Digest, Is.EqualTo(SnapshotDigest.Of((await RevisionsAsync("podinfo-ocirepository"))[0], digest)), "helm-controller knows the revision again");
        Assert.That(release.CurrentStatus.LastAttemptedReleaseActionDuration, Does.Match("^([0-9]+h)?([0-9]+m)?[0-9.]+(s|ms)$"));

        await SourceAsync("OCIRepository", "tagged", $"{{url: 'oci://{_store.Host}/org/podinfo', ref: {{tag: 6.2.1}}, insecure: true}}");
        await ReleaseAsync("podinfo-from-ocirepo", "", "{chartRef: {kind: OCIRepository, name: tagged}}");
        await UntilReadyAsync("podinfo-from-ocirepo", 1);
    }

    [Test]
    public async Task S03_S06_podinfo_gitrepository()
    {
        byte[] tree = ChartStore.Tree(
            ("charts/podinfo/Chart.yaml", "apiVersion: v2\nname: podinfo\nversion: 6.2.1\n"),
            ("charts/podinfo/values.yaml", "text: hello\n"),
            ("charts/podinfo/templates/configmap.yaml", TestChart.ConfigMapTemplate));
        Unstructured source = await SourceAsync("GitRepository", "podinfo", "{url: 'https://example.invalid/podinfo', ref: {semver: '*'}}");
        await FluxDefinitions.PublishAsync(source, _store.Put("/podinfo.tar.gz", tree), ChartStore.Digest(tree), $"6.2.1@sha1:{new string('1', 40)}");
        await ReleaseAsync("podinfo-git", "", "{chart: {spec: {chart: ./charts/podinfo, sourceRef: {kind: GitRepository, name: podinfo}}}}");
        await UntilReadyAsync("podinfo-git", 1);
    }

    [Test]
    public async Task S04_S05_podinfo_helmrepository_and_its_inventory()
    {
        _store.Put("/charts/podinfo-6.2.1.tgz", Deployment().Pack());
        _store.PutIndex(ChartStore.Entry(Deployment(), Deployment().Pack()), "podinfo");
        await SourceAsync("HelmRepository", "podinfo", $"{{url: '{_store.Url}/charts', interval: 1m}}");
        await ReleaseAsync("podinfo", "", "{chart: {spec: {chart: podinfo, version: '>=6.0.0 <7.0.0', sourceRef: {kind: HelmRepository, name: podinfo}}}}");
        await UntilReadyAsync("podinfo", 1);

        JsonObject status = (await Client.Resource(Kind.Mapping).GetAsync(new NamespacedName(Namespace, "podinfo"), CancellationToken.None))!.Content["status"]!.AsObject();
        Assert.That(status["inventory"]?["entries"]?.ToJsonString(), Is.EqualTo($$"""[{"id":"{{Namespace}}_podinfo_apps_Deployment","v":"v1"}]"""));
        await DeleteReleaseAsync("podinfo");
    }

    [Test]
    public async Task S07_podinfo_oci_without_verify()
    {
        _store.Push(Chart);
        await SourceAsync("HelmRepository", "podinfo-oci", $"{{url: 'oci://{_store.Host}/org', type: oci, insecure: true}}");
        await ReleaseAsync("podinfo-oci", "", "{chart: {spec: {chart: podinfo, version: 6.2.1, sourceRef: {kind: HelmRepository, name: podinfo-oci}}}}");
        await UntilReadyAsync("podinfo-oci", 1);
    }

    [Test]
    public async Task S10_valuesfrom()
    {
        await ApplyAsync("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: valuesfrom-config}
            data:
              resources.limits: '{resources: {limits: {cpu: 200m, memory: 128Mi} } }'
              resources.requests: '{resources: {requests: {cpu: 100m, memory: 64Mi} } }'
              resources.limits.cpu: 400m
              list.example: '{a,b,c}'
              list.example.overwrite: d
              podAnnotation.example.value: demo
            """);
        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: valuesfrom-secret}, stringData: {values.yaml: 'serviceAccount: {enabled: true}'}}");
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("valuesfrom", "chart", """
            valuesFrom:
            - {kind: ConfigMap, name: valuesfrom-config, valuesKey: resources.limits}
            - {kind: ConfigMap, name: valuesfrom-config, valuesKey: resources.requests}
            - {kind: ConfigMap, name: valuesfrom-config, valuesKey: resources.limits.cpu, targetPath: resources.limits.cpu}
            - {kind: ConfigMap, name: valuesfrom-config, valuesKey: list.example, targetPath: list.example}
            - {kind: ConfigMap, name: valuesfrom-config, valuesKey: list.example.overwrite, targetPath: 'list.example[2]'}
            - {kind: ConfigMap, name: valuesfrom-config, valuesKey: podAnnotation.example.value, targetPath: 'podAnnotations.some\.k8s\.annotation\/env'}
            - {kind: Secret, name: valuesfrom-secret}
            values: {replicaCount: 2}
            """);
        await UntilReadyAsync("valuesfrom", 1);

        const string Golden = """{"list":{"example":["a","b","d"]},"podAnnotations":{"some.k8s.annotation/env":"demo"},"replicaCount":2,"resources":{"limits":{"cpu":"400m","memory":"128Mi"},"requests":{"cpu":"100m","memory":"64Mi"}},"serviceAccount":{"enabled":true}}""";
        Assert.That(GoTemplate.Json.GoJson.Write(GoTemplate.Values.Value.FromMap((await RevisionsAsync("valuesfrom"))[0].Config!)), Is.EqualTo(Golden));
    }

    [Test]
    public async Task S13_install_from_hc_source_without_verify()
    {
        byte[] archive = Chart.Pack();
        Unstructured source = await SourceAsync("HelmChart", "podinfo-hc", "{chart: podinfo, version: 6.2.1}");
        await FluxDefinitions.PublishAsync(source, _store.Put("/podinfo-hc.tgz", archive), ChartStore.Digest(archive), "6.2.1");
        await ReleaseAsync("podinfo-from-hc", "", "{chartRef: {kind: HelmChart, name: podinfo-hc}}");
        await UntilReadyAsync("podinfo-from-hc", 1);
    }

    [Test]
    public async Task S25_upgrade_from_ocirepo_source()
    {
        string first = _store.Push(Chart);
        string second = _store.Push(Chart.With("README.md", "again"));
        await SourceAsync("OCIRepository", "podinfo", $"{{url: 'oci://{_store.Host}/org/podinfo', ref: {{digest: '{first}'}}, insecure: true}}");
        await ReleaseAsync("upgrade-from-ocirepo-source", "", "{chartRef: {kind: OCIRepository, name: podinfo}}");
        HelmRelease release = await UntilReadyAsync("upgrade-from-ocirepo-source", 1);
        Assert.That(release.CurrentStatus.Find("Released")?.Status, Is.EqualTo("True"));

        await SourceAsync("OCIRepository", "podinfo", $"{{url: 'oci://{_store.Host}/org/podinfo', ref: {{digest: '{second}'}}, insecure: true}}");
        release = await UntilReadyAsync("upgrade-from-ocirepo-source", 2);
        Assert.That(release.CurrentStatus.Find("Released")?.Status, Is.EqualTo("True"));
    }

    private static TestChart Deployment() => new TestChart("podinfo", "6.2.1").With("templates/deployment.yaml", TestChart.DeploymentTemplate);

    private Task<Unstructured> SourceAsync(string kind, string name, string spec) =>
        ApplyAsync($"{{apiVersion: {FluxDefinitions.Group}/v1, kind: {kind}, metadata: {{name: {name}}}, spec: {spec}}}");
}
