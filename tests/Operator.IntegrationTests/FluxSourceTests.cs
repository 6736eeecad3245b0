using Steersman.Helm.Tests.Registry;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Charts of Flux's source objects, with a source-controller (whose part the tests play) and without.</summary>
[Category("Integration")]
internal sealed class FluxSourceTests : ReleaseTest
{
    private const string ChartYaml = "apiVersion: v2\nname: web\nversion: 1.0.0\n";

    private static readonly TestChart Chart = TestChart.OfConfigMap("web").With("values-prod.yaml", "text: from production\n");

    [OneTimeSetUp]
    public static Task InstallAsync() => FluxDefinitions.InstallAsync("helmrepositories", "gitrepositories", "ocirepositories", "helmcharts", "externalartifacts");

    [Test]
    public async Task A_HelmRepository_that_nobody_controls_is_read_by_its_spec_and_its_Secret_wakes_the_release()
    {
        await using ChartStore store = await ChartStore.StartAsync("secret");
        store.PutChart(Chart);
        await SourceAsync("HelmRepository", "charts", $"{{url: '{store.Url}/charts', secretRef: {{name: keys}}, interval: 10m}}");
        await ReleaseAsync("web", "", "{chart: {spec: {chart: web, version: ^1.0.0, sourceRef: {kind: HelmRepository, name: charts}, valuesFiles: [values.yaml, values-prod.yaml]}}}");
        Assert.That(Ready(await UntilNotReadyAsync("web", Reasons.ArtifactFailed))?.Message, Does.StartWith($"Secret {Namespace}/keys of spec.").And.Contains($"HelmRepository {Namespace}/charts does not exist"));

        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {username: reader, password: secret}}");
        await UntilReadyAsync("web", 1);
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("from production"));
    }

    [Test]
    public async Task An_OCIRepository_is_asked_through_the_proxy_that_it_names()
    {
        await using ChartStore proxy = await ChartStore.StartAsync();
        proxy.Push(Chart);
        await ApplyAsync($"{{apiVersion: v1, kind: Secret, metadata: {{name: proxy}}, stringData: {{address: '{proxy.Url}'}}}}");
        await SourceAsync("OCIRepository", "web", "{url: 'oci://registry.example.invalid/org/web', ref: {tag: 1.0.0}, insecure: true, proxySecretRef: {name: proxy}}");
        await ReleaseAsync("web", "", "{chartRef: {kind: OCIRepository, name: web}}");
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task An_OCIRepository_is_read_by_the_image_pull_secrets_of_its_service_account_and_old_names_of_keys_are_known()
    {
        using TestCertificates certificates = new();
        await using ChartStore store = await ChartStore.StartAsync("secret");
        await using ChartStore secure = await ChartStore.StartAsync(certificates: certificates);
        store.Push(Chart);
        secure.PutChart(Chart);
        string config = $"{{ \"auths\": {{ \"{store.Host}\": {{ \"username\": \"reader\", \"password\": \"secret\" }} }} }}";
        await ApplyAsync($"{{apiVersion: v1, kind: Secret, type: kubernetes.io/dockerconfigjson, metadata: {{name: pull}}, data: {{.dockerconfigjson: {InBase64(config)}}}}}");
        await ApplyAsync("{apiVersion: v1, kind: ServiceAccount, metadata: {name: puller}, imagePullSecrets: [{name: pull}]}");
        await ApplyAsync($"{{apiVersion: v1, kind: Secret, metadata: {{name: authority}}, data: {{caFile: {InBase64(certificates.AuthorityPem)}}}}}");
        await SourceAsync("OCIRepository", "web", $"{{url: 'oci://{store.Host}/org/web', ref: {{tag: 1.0.0}}, insecure: true, serviceAccountName: puller}}");
        await SourceAsync("HelmRepository", "charts", $"{{url: '{secure.Url}/charts', secretRef: {{name: authority}}}}");
        await ReleaseAsync("web", "", "{chartRef: {kind: OCIRepository, name: web}}");
        await ReleaseAsync("old", "", "{chart: {spec: {chart: web, sourceRef: {kind: HelmRepository, name: charts}}}}");
        await UntilReadyAsync("web", 1);
        await UntilReadyAsync("old", 1);
    }

    [Test]
    public async Task A_HelmRepository_of_type_oci_is_a_registry()
    {
        await using ChartStore store = await ChartStore.StartAsync();
        store.Push(Chart);
        await SourceAsync("HelmRepository", "charts", $"{{url: 'oci://{store.Host}/org', type: oci, insecure: true}}");
        await ReleaseAsync("web", "", "{chart: {spec: {chart: web, sourceRef: {kind: HelmRepository, name: charts}}}}");
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task A_HelmRepository_with_an_artifact_is_read_by_its_index()
    {
        await using ChartStore store = await ChartStore.StartAsync();
        await using ChartStore controller = await ChartStore.StartAsync();
        byte[] archive = Chart.Pack();
        store.Put("/charts/web-1.0.0.tgz", archive);
        byte[] index = System.Text.Encoding.UTF8.GetBytes($"apiVersion: v1\nentries:\n  web:\n{ChartStore.Entry(Chart, archive)}");
        await SourceAsync("HelmRepository", "charts", $"{{url: '{store.Url}/charts'}}");
        await StatusAsync("HelmRepository", "charts", controller.Put("/index.yaml", index), ChartStore.Digest(index), ChartStore.Digest(index));
        await ReleaseAsync("web", "", "{chart: {spec: {chart: web, sourceRef: {kind: HelmRepository, name: charts}}}}");
        await UntilReadyAsync("web", 1);

        Assert.That(store.Asked("/charts/index.yaml"), Is.Zero);
    }

    [Test]
    public async Task An_OCIRepository_is_the_same_chart_by_its_spec_and_by_its_artifact_and_a_tag_that_moves_is_followed()
    {
        await using ChartStore store = await ChartStore.StartAsync();
        string digest = store.Push(Chart, "stable");
        await SourceAsync("OCIRepository", "web", $"{{url: 'oci://{store.Host}/org/web', ref: {{tag: stable}}, insecure: true, interval: 10m}}");
        await ReleaseAsync("web", "", "{chartRef: {kind: OCIRepository, name: web}}");
        HelmRelease release = await UntilReadyAsync("web", 1);
        Assert.That(release.CurrentStatus.Release?.Chart, Is.EqualTo($"web-1.0.0+{digest["sha256:".Length..][..12]}"));

        // The artifact is packed anew by source-controller, and has another digest than the layer.
        byte[] packed = Chart.With("README.md", "packed").Pack();
        await StatusAsync("OCIRepository", "web", store.Put("/artifact.tgz", packed), ChartStore.Digest(packed), $"stable@{digest}");
        await ReleaseAsync("web", "", "{chartRef: {kind: OCIRepository, name: web}, timeout: 4m}");
        await UntilReadyAsync("web", 1);

        byte[] next = TestChart.OfConfigMap("web", "1.1.0").Pack();
        string moved = "sha256:" + new string('a', 64);
        await StatusAsync("OCIRepository", "web", store.Put("/next.tgz", next), ChartStore.Digest(next), $"stable@{moved}");
        release = await UntilReadyAsync("web", 2);
        Assert.That(release.CurrentStatus.Release?.Chart, Is.EqualTo("web-1.1.0+aaaaaaaaaaaa"));
    }

    [Test]
    public async Task A_GitRepository_is_read_by_its_artifact_and_each_revision_makes_a_release_where_that_is_asked_for()
    {
        await using ChartStore store = await ChartStore.StartAsync();
        await SourceAsync("GitRepository", "repo", "{url: 'https://example.invalid/repo'}");
        await ReleaseAsync("web", "", "{chart: {spec: {chart: ./charts/web, reconcileStrategy: Revision, valuesFiles: [values/prod.yaml], sourceRef: {kind: GitRepository, name: repo}}}}");
        Assert.That(
            Ready(await UntilNotReadyAsync("web", Reasons.SourceNotReady))?.Message,
            Is.EqualTo($"GitRepository {Namespace}/repo has no artifact: its kind needs Flux's source-controller; without it use HelmRepository, OCIRepository or spec.source"));

        await CommitAsync(store, "one", new string('1', 40));
        HelmRelease release = await UntilReadyAsync("web", 1);
        Assert.That(release.CurrentStatus.Release?.Chart, Is.EqualTo("web-1.0.0+111111111111"));
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("one"));

        await CommitAsync(store, "two", new string('2', 40));
        await UntilReadyAsync("web", 2);
    }

    [Test]
    public async Task What_a_chart_of_a_GitRepository_depends_on_is_fetched_by_its_lock_with_the_Secrets_of_HelmRepositories()
    {
        await using ChartStore git = await ChartStore.StartAsync();
        await using ChartStore charts = await ChartStore.StartAsync("right");
        string Part(string version) => TestChart.ConfigMapTemplate.Replace("-text", "-{{ .Chart.Name }}", StringComparison.Ordinal).Replace("{{ .Values.text | quote }}", version, StringComparison.Ordinal);
        TestChart part = new TestChart("part", "1.2.0").With("templates/configmap.yaml", Part("locked"));
        TestChart newer = new TestChart("part", "1.3.0").With("templates/configmap.yaml", Part("newer"));
        charts.PutIndex(ChartStore.Entry(part, charts.PutChart(part)) + ChartStore.Entry(newer, charts.PutChart(newer)), "part");
        charts.Push(new TestChart("pushed").With("templates/configmap.yaml", Part("pushed")));
        byte[] tree = ChartStore.Tree(
            ("charts/web/Chart.yaml", $"""
                apiVersion: v2
                name: web
                version: 1.0.0
                dependencies:
                - {"{"}name: part, version: 1.x, repository: "{charts.Url}/charts"{"}"}
                - {"{"}name: pushed, version: 1.x, repository: "oci://{charts.Host}/org"{"}"}
                - {"{"}name: beside, version: 0.1.0, repository: "file://../beside"{"}"}
                """),
            ("charts/web/Chart.lock", $"""
                dependencies:
                - {"{"}name: part, version: 1.2.0, repository: "{charts.Url}/charts"{"}"}
                - {"{"}name: pushed, version: 1.0.0, repository: "oci://{charts.Host}/org"{"}"}
                - {"{"}name: beside, version: 0.1.0, repository: "file://../beside"{"}"}
                digest: sha256:0
                generated: "2026-01-01T00:00:00Z"
                """),
            ("charts/beside/Chart.yaml", "apiVersion: v2\nname: beside\nversion: 0.1.0\ntype: library\n"),
            ("charts/beside/templates/_data.tpl", "{{ define \"beside\" }}beside{{ end }}"),
            ("charts/web/templates/configmap.yaml", Part("{{ include \"beside\" . }}")));
        await SourceAsync("GitRepository", "repo", "{url: 'https://example.invalid/repo'}");
        await StatusAsync("GitRepository", "repo", git.Put("/tree.tar.gz", tree), ChartStore.Digest(tree), $"main@sha1:{new string('1', 40)}");
        await ReleaseAsync("web", "", "{chart: {spec: {chart: charts/web, sourceRef: {kind: GitRepository, name: repo}}}}");
        Assert.That(
            Ready(await UntilNotReadyAsync("web", Reasons.ArtifactFailed))?.Message,
            Does.StartWith($"GitRepository {Namespace}/repo: dependency part of chart web: ").And.Contains($"make a HelmRepository of namespace {Namespace} with the url {charts.Url}/charts and its Secrets, or keep the dependency in charts/"));

        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {username: reader, password: right}}");
        await SourceAsync("HelmRepository", "registry", $"{{url: 'oci://{charts.Host}/org', type: oci, insecure: true, secretRef: {{name: keys}}}}");
        await SourceAsync("HelmRepository", "charts", $"{{url: '{charts.Url}/charts', secretRef: {{name: keys}}}}");
        await ReleaseAsync("web", "", "{chart: {spec: {chart: charts/web, sourceRef: {kind: GitRepository, name: repo}}}, timeout: 4m}");
        await UntilReadyAsync("web", 1);
        foreach ((string name, string text) in ((string, string)[])[("part", "locked"), ("pushed", "pushed"), ("web", "beside")])
        {
            Assert.That((await GetAsync("v1", "ConfigMap", $"web-{name}"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo(text), name);
        }
    }

    [Test]
    public async Task A_HelmChart_is_its_artifact_which_must_have_its_digest()
    {
        await using ChartStore store = await ChartStore.StartAsync();
        byte[] archive = Chart.Pack();
        string url = store.Put("/web.tgz", archive);
        await SourceAsync("HelmChart", "web", "{chart: web}");
        await StatusAsync("HelmChart", "web", url, "sha256:" + new string('0', 64), "1.0.0");
        await ReleaseAsync("web", "", "{chartRef: {kind: HelmChart, name: web}}");
        Assert.That(Ready(await UntilNotReadyAsync("web", Reasons.ArtifactFailed))?.Message, Does.StartWith($"HelmChart {Namespace}/web: chart digest mismatch"));

        await StatusAsync("HelmChart", "web", url, ChartStore.Digest(archive), "1.0.0");
        HelmRelease release = await UntilReadyAsync("web", 1);
        Assert.That(release.CurrentStatus.Release?.Chart, Is.EqualTo("web-1.0.0"));
    }

    [Test]
    public async Task An_ExternalArtifact_is_awaited_and_found()
    {
        await using ChartStore store = await ChartStore.StartAsync();
        await ReleaseAsync("web", "", "{chartRef: {kind: ExternalArtifact, name: web}}");
        Assert.That(Ready(await UntilNotReadyAsync("web", Reasons.ArtifactFailed))?.Message, Is.EqualTo($"spec.chartRef: ExternalArtifact {Namespace}/web does not exist"));

        byte[] archive = Chart.Pack();
        await SourceAsync("ExternalArtifact", "web", "{}");
        await StatusAsync("ExternalArtifact", "web", store.Put("/web.tgz", archive), ChartStore.Digest(archive), $"latest@{ChartStore.Digest(archive)}");
        HelmRelease release = await UntilReadyAsync("web", 1);
        Assert.That(release.CurrentStatus.Release?.Chart, Does.StartWith("web-1.0.0+"));
    }

    [Test]
    public async Task A_source_of_another_namespace_is_refused_where_the_operator_is_told_so()
    {
        await StopOperatorAsync();
        StartOperator(new OperatorOptions { WatchNamespaces = [Namespace], NoCrossNamespaceRefs = true });
        await ReleaseAsync("web", "", "{chartRef: {kind: OCIRepository, name: web, namespace: other}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.AccessDenied);

        Assert.That(Ready(release)?.Message, Does.StartWith("spec.chartRef.namespace: OCIRepository other/web is of another namespace"));
        Assert.That(release.CurrentStatus.Find("Stalled")?.Status, Is.EqualTo("True"));
    }

    [Test]
    public async Task A_kind_that_is_not_installed_is_told_and_its_installation_wakes_the_release()
    {
        await using ChartStore store = await ChartStore.StartAsync();
        await ReleaseAsync("web", "", "{chart: {spec: {chart: charts/web, sourceRef: {kind: Bucket, name: files}}}}");
        Assert.That(Ready(await UntilNotReadyAsync("web", Reasons.ArtifactFailed))?.Message, Does.Contain("kind Bucket of source.toolkit.fluxcd.io is not installed"));

        try
        {
            await FluxDefinitions.InstallAsync("buckets");
            await UntilReleaseAsync("web", "the Bucket is missed", release => Ready(release)?.Message?.Contains($"Bucket {Namespace}/files does not exist", StringComparison.Ordinal) == true);
            await SourceAsync("Bucket", "files", "{}");
            await CommitAsync(store, "one", new string('1', 40), "Bucket", "files");
            await UntilReadyAsync("web", 1);
        }
        finally
        {
            await FluxDefinitions.RemoveAsync("buckets");
        }
    }

    private static string InBase64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private Task<Unstructured> SourceAsync(string kind, string name, string spec) =>
        ApplyAsync($"{{apiVersion: {FluxDefinitions.Group}/v1, kind: {kind}, metadata: {{name: {name}}}, spec: {spec}}}");

    private Task CommitAsync(ChartStore store, string text, string commit, string kind = "GitRepository", string name = "repo")
    {
        byte[] tree = ChartStore.Tree(
            ("README.md", "# ours"),
            ("charts/web/Chart.yaml", ChartYaml),
            ("charts/web/values.yaml", "text: default\n"),
            ("charts/web/templates/configmap.yaml", TestChart.ConfigMapTemplate),
            ("charts/web/.helmignore", "*.bak\n"),
            ("charts/web/templates/old.yaml.bak", "{{ fail \"ignored\" }}"),
            ("values/prod.yaml", $"text: {text}\n"));
        return StatusAsync(kind, name, store.Put($"/{commit}.tar.gz", tree), ChartStore.Digest(tree), $"main@sha1:{commit}");
    }

    private async Task StatusAsync(string kind, string name, string url, string digest, string revision)
    {
        IResourceClient<Unstructured> sources = await Client.ResourceAsync(GroupVersionKind.Parse($"{FluxDefinitions.Group}/v1", kind), CancellationToken.None);
        NamespacedName key = new(Namespace, name);
        await FluxDefinitions.PublishAsync((await sources.GetAsync(key, CancellationToken.None))!, url, digest, revision);
    }
}
