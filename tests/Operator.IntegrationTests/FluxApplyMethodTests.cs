using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Flux's scenarios of server-side apply, under their numbers and names (42 stands with the lifecycle).</summary>
[Category("Integration")]
[TestFixture("steersman.dev/v1")]
[TestFixture("helm.toolkit.fluxcd.io/v2")]
internal sealed class FluxApplyMethodTests(string apiVersion) : ReleaseTest
{
    protected override ReleaseKind Kind => ReleaseKinds.Of(apiVersion);

    private const string ByClient = "install: {serverSideApply: false}";
    private const string OnServer = "install: {serverSideApply: true}";
    private const string Annotations = "      labels: {app: {{ .Release.Name }}}\n      {{- with .Values.podAnnotations }}\n      annotations: {{ toYaml . | nindent 8 }}\n      {{- end }}\n    spec:";

    [SetUp]
    public Task PackChartAsync() => PackAsync(new TestChart("chart").With(
        "templates/deployment.yaml", TestChart.DeploymentTemplate.Replace("      labels: {app: {{ .Release.Name }}}\n    spec:", Annotations, StringComparison.Ordinal)));

    [Test]
    public async Task S37_no_server_side_apply()
    {
        await InstallAsync(ByClient, updates: 1, applies: 0);
        Unstructured live = await UpgradeAsync(ByClient);
        Assert.That(Entries(live).Updates, Is.GreaterThanOrEqualTo(1));
        Assert.That(Entries(live).Applies, Is.Zero);
    }

    [Test]
    public async Task S38_ssa_install_no_ssa_upgrade()
    {
        await InstallAsync(OnServer, updates: 0, applies: 1);
        Unstructured live = await UpgradeAsync($"{OnServer}, upgrade: {{serverSideApply: disabled}}");
        Assert.That(Entries(live).Updates, Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task S39_no_ssa_install_ssa_upgrade()
    {
        await InstallAsync(ByClient, updates: 1, applies: 0);
        Unstructured live = await UpgradeAsync($"{ByClient}, upgrade: {{serverSideApply: enabled}}");
        Assert.That(Entries(live).Applies, Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task S40_ssa_to_csa_field_removal()
    {
        await ReleaseAsync("web", "chart", $"{{values: {{podAnnotations: {{ssa-owned-field: initial}}}}, {OnServer}}}");
        await UntilReadyAsync("web", 1);
        Unstructured before = await DeploymentAsync();
        Assert.That(AnnotationsOf(before), Is.EqualTo("""{"ssa-owned-field":"initial"}"""));

        await ReleaseAsync("web", "chart", $"{{values: {{podAnnotations: null}}, {OnServer}, upgrade: {{serverSideApply: disabled}}}}");
        await UntilReadyAsync("web", 2);
        Unstructured after = await DeploymentAsync();
        Assert.That(HelmFields.CountFields(after), Is.LessThan(HelmFields.CountFields(before)));
        Assert.That(AnnotationsOf(after), Is.Null);
    }

    [Test]
    public async Task S41_server_side_apply()
    {
        await InstallAsync(OnServer, updates: 0, applies: 1);
        Assert.That((await RevisionsAsync("web"))[0].ApplyMethod, Is.EqualTo(ApplyMethod.ServerSideApply));
        Unstructured live = await UpgradeAsync($"{OnServer}, upgrade: {{serverSideApply: enabled}}", "replicas: 2, ");
        Assert.That(Entries(live).Applies, Is.GreaterThanOrEqualTo(1));
        Assert.That(live.Content["spec"]?["replicas"]?.GetValue<int>(), Is.EqualTo(2));
    }

    private async Task InstallAsync(string actions, int updates, int applies)
    {
        await ReleaseAsync("web", "chart", $"{{{actions}}}");
        await UntilReadyAsync("web", 1);
        Assert.That(Entries(await DeploymentAsync()), Is.EqualTo((updates, applies)));
    }

    private async Task<Unstructured> UpgradeAsync(string actions, string values = "")
    {
        await ReleaseAsync("web", "chart", $"{{values: {{{values}podAnnotations: {{upgrade-timestamp: '1712345678'}}}}, {actions}}}");
        await UntilReadyAsync("web", 2);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 deployed"));
        Unstructured live = await DeploymentAsync();
        Assert.That(AnnotationsOf(live), Is.EqualTo("""{"upgrade-timestamp":"1712345678"}"""));
        return live;
    }

    private async Task<Unstructured> DeploymentAsync() => (await GetAsync("apps/v1", "Deployment", "web"))!;

    private static (int Updates, int Applies) Entries(Unstructured live) => (HelmFields.CountEntries(live, "Update"), HelmFields.CountEntries(live, "Apply"));

    private static string? AnnotationsOf(Unstructured live) => live.Content["spec"]?["template"]?["metadata"]?["annotations"]?.ToJsonString();
}
