using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
internal sealed class BadInputTests : ReleaseTest
{
    private const string ServiceTemplate = """
        apiVersion: v1
        kind: Service
        metadata:
          name: {{ .Release.Name }}
        spec:
          ports:
          - port: {{ .Values.port | default 80 }}
        """;

    [TestCase("{values: {a: 1}}", TestName = "A_release_without_a_chart_is_refused_by_the_server")]
    [TestCase("{source: {}}", TestName = "A_source_that_names_none_is_refused_by_the_server")]
    [TestCase("{source: {configMap: {name: a, key: b}, oci: {url: 'oci://localhost/a'}}}", TestName = "Two_sources_are_refused_by_the_server")]
    [TestCase("{source: {configMap: {name: a, key: b}}, chartRef: {kind: OCIRepository, name: a}}", TestName = "A_source_beside_a_chartRef_is_refused_by_the_server")]
    public async Task A_release_with_no_or_two_charts_is_refused_by_the_server(string spec)
    {
        KubernetesApiException? refusal = await Assert.ThrowsAsync<KubernetesApiException>(
            () => ApplyAsync($"{{apiVersion: steersman.dev/v1, kind: HelmRelease, metadata: {{name: web}}, spec: {spec}}}"));

        Assert.That(refusal?.IsInvalid, Is.True, refusal?.Message);
    }

    [Test]
    public async Task A_chart_that_does_not_render_is_told_in_Helms_words_and_writes_nothing()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/refuse.yaml", "{{ if .Values.refuse }}{{ fail \"no luck today\" }}{{ end }}"));
        await ReleaseAsync("web", "chart", "values: {refuse: true}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);

        Assert.That(Ready(release)?.Message, Does.Contain("execution error at (chart/templates/refuse.yaml:1:26): no luck today"));
        Assert.That(release.CurrentStatus.Failure?.Code, Is.EqualTo(Reasons.RenderFailed));
        Assert.That(await SecretsAsync("web"), Is.Empty);
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);

        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {refuse: true}");
        await UntilNotReadyAsync("web", Reasons.UpgradeFailed);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    [Test]
    public async Task A_missing_values_object_is_named_and_its_creation_wakes_the_release()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "valuesFrom: [{kind: Secret, name: settings}]");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.ValuesError);

        Assert.That(Ready(release)?.Message, Does.Contain($"Secret chart values reference '{Namespace}/settings'").And.Contain("not found"));
        Assert.That(await SecretsAsync("web"), Is.Empty);

        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: settings}, stringData: {values.yaml: 'text: from the secret'}}");
        await UntilReadyAsync("web", 1);
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("from the secret"));

        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: settings}, stringData: {values.yaml: 'text: changed'}}");
        await UntilReadyAsync("web", 2);
    }

    [Test]
    public async Task An_object_that_the_server_refuses_is_found_before_anything_is_written()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/service.yaml", ServiceTemplate));
        await ReleaseAsync("web", "chart", "values: {port: 70000}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);

        Assert.That((release.CurrentStatus.Failure?.Code, release.CurrentStatus.Failure?.Object), Is.EqualTo((Reasons.Refused, "Service/web")));
        Assert.That(Ready(release)?.Message, Does.StartWith("Service/web: ").And.Contain("70000"));
        Assert.That(await SecretsAsync("web"), Is.Empty);
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);

        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        string? version = (await GetAsync("v1", "ConfigMap", "web-text"))?.Metadata.ResourceVersion;
        await ReleaseAsync("web", "chart", "values: {text: other, port: 70000}");
        await UntilNotReadyAsync("web", Reasons.UpgradeFailed);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Metadata.ResourceVersion, Is.EqualTo(version));
    }

    [Test]
    public async Task A_release_that_no_Secret_can_hold_is_refused_before_anything_is_written()
    {
        string target = NewNamespaceName();
        string noise = Convert.ToBase64String(RandomNumberGenerator.GetBytes(450_000));
        await PackAsync(TestChart.OfConfigMap("chart").With("noise.txt", noise).With("templates/noise.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: noise}\ndata: {noise: {{ .Files.Get \"noise.txt\" }}}\n"));
        await ReleaseAsync("web", "chart", $"{{targetNamespace: {target}, releaseName: web, install: {{createNamespace: true}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);

        Assert.That(Ready(release)?.Message, Does.Contain("the release record would be larger than 1032192 bytes, which a Secret cannot hold"));
        Assert.That(await SecretsAsync("web"), Is.Empty);
        Assert.That(await Client.Resource<Namespace>().GetAsync(new NamespacedName(null, target), CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task An_object_of_a_namespace_that_is_missing_waits_for_it_and_nothing_is_written_before()
    {
        string late = NewNamespaceName();
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/late.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: late, namespace: {late}}}\n"));
        await ReleaseAsync("web", "chart");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);
        Assert.That(Ready(release)?.Message, Does.StartWith($"ConfigMap/late: namespace {late} is missing or being deleted: create it"));
        Assert.That(await SecretsAsync("web"), Is.Empty);

        await ApplyAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {late}}}}}");
        await PatchAsync("steersman.dev/v1", "HelmRelease", "web", "metadata: {annotations: {steersman.dev/requestedAt: now}}");
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task Values_of_Secrets_are_in_no_message()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/service.yaml", "{{ fail (printf \"bad password %s\" .Values.password) }}"));
        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: settings}, stringData: {values.yaml: 'password: correct-horse'}}");
        await ReleaseAsync("web", "chart", "valuesFrom: [{kind: Secret, name: settings}]");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);

        Assert.That(Ready(release)?.Message, Does.Contain("bad password ***"));
        Assert.That(Until.Text(release), Does.Not.Contain("correct-horse"));
    }

    [TestCaseSource(nameof(BrokenArchives))]
    public async Task A_broken_or_hostile_archive_is_an_error_and_the_operator_lives_on(byte[] archive)
    {
        await PackAsync("chart", archive);
        await ReleaseAsync("web", "chart");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.ArtifactFailed);
        Assert.That(Ready(release)?.Message, Is.Not.Empty);
        Assert.That(await SecretsAsync("web"), Is.Empty);

        await PackAsync(TestChart.OfConfigMap("chart"));
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task A_chart_that_is_not_there_yet_is_waited_for()
    {
        await ReleaseAsync("web", "chart");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.ArtifactFailed);
        Assert.That(Ready(release)?.Message, Is.EqualTo($"ConfigMap {Namespace}/chart of spec.source.configMap does not exist"));

        await PackAsync(TestChart.OfConfigMap("chart"));
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task A_chart_whose_signature_must_be_verified_is_refused_rather_than_installed_unverified()
    {
        await ReleaseAsync("web", "", "{chart: {spec: {chart: web, sourceRef: {kind: HelmRepository, name: charts}, verify: {provider: cosign}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InvalidSpec);

        Assert.That(release.CurrentStatus.Find("Stalled")?.Message, Does.StartWith("spec.chart.spec.verify: "));
    }

    private static IEnumerable<TestCaseData> BrokenArchives()
    {
        byte[] whole = TestChart.OfConfigMap("chart").Pack();
        yield return Case("No_archive_at_all", "this is no archive"u8.ToArray());
        yield return Case("An_archive_that_ends_early", whole[..(whole.Length / 2)]);
        yield return Case("An_archive_with_flipped_bits", [.. whole.Select((value, index) => index == whole.Length / 2 ? (byte)~value : value)]);
        yield return Case("An_archive_without_a_Chart_yaml", Archive(("chart/values.yaml", "a: 1"u8.ToArray())));
        yield return Case("An_archive_that_climbs_out_of_its_folder", Archive(("chart/Chart.yaml", "{apiVersion: v2, name: chart, version: 1.0.0}"u8.ToArray()), ("chart/../../../etc/passwd", "x"u8.ToArray())));
        yield return Case("An_archive_that_unpacks_to_more_than_it_may", Archive(("chart/Chart.yaml", "{apiVersion: v2, name: chart, version: 1.0.0}"u8.ToArray()), ("chart/zeros", new byte[120 * 1024 * 1024])));
        yield return Case("An_archive_of_noise", RandomNumberGenerator.GetBytes(4096));

        static TestCaseData Case(string name, byte[] archive) => new TestCaseData(archive).SetArgDisplayNames(name);
    }

    private static byte[] Archive(params (string Path, byte[] Content)[] files)
    {
        using MemoryStream archive = new();
        using (GZipStream compressed = new(archive, CompressionLevel.Optimal))
        using (TarWriter tar = new(compressed, TarEntryFormat.Ustar))
        {
            foreach ((string path, byte[] content) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content) });
            }
        }

        return archive.ToArray();
    }
}
