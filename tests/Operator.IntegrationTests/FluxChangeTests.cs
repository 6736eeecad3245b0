using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Flux's scenarios of dependencies, post-rendering, namespaces that are deleted and charts that get another name, under their numbers and names.</summary>
[Category("Integration")]
[TestFixture("steersman.dev/v1")]
[TestFixture("helm.toolkit.fluxcd.io/v2")]
internal sealed class FluxChangeTests(string apiVersion) : ReleaseTest
{
    private const string Common = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: common}
        data: {from: {{ .Chart.Name }}}
        """;

    protected override ReleaseKind Kind => ReleaseKinds.Of(apiVersion);

    private static TestChart Chart(string name) => TestChart.OfConfigMap(name).With("templates/common.yaml", Common);

    [Test]
    public async Task S09_dependencies()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("frontend", "chart", "{dependsOn: [{name: backend}]}");
        HelmRelease waiting = await UntilNotReadyAsync("frontend", Reasons.DependencyNotReady);
        Assert.That(Ready(waiting)?.Message, Is.EqualTo($"unable to get '{Namespace}/backend' dependency: there is no such HelmRelease: create it, or take it out of spec.dependsOn"));

        await ReleaseAsync("backend", "absent");
        await UntilReleaseAsync("frontend", "waits for a backend that is not ready", release => Ready(release)?.Message == $"dependency '{Namespace}/backend' is not ready");
        await ReleaseAsync("backend", "chart");
        await UntilReadyAsync("backend", 1);
        await UntilReadyAsync("frontend", 1);
    }

    [Test]
    public async Task S15_post_renderer_kustomize()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", """
            postRenderers:
            - kustomize:
                patches:
                - patch: |
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web, labels: {xxxx: yyyy}}
                - target: {group: apps, version: v1, kind: Deployment, name: web}
                  patch: |
                    - {op: add, path: /metadata/labels/yyyy, value: xxxx}
            """);
        HelmRelease release = await UntilReadyAsync("web", 1);

        Unstructured deployment = (await GetAsync("apps/v1", "Deployment", "web"))!;
        Assert.That((deployment.Metadata.Labels["xxxx"], deployment.Metadata.Labels["yyyy"]), Is.EqualTo(("yyyy", "xxxx")));
        Assert.That(release.CurrentStatus.ObservedPostRenderersDigest, Does.StartWith("sha256:"));
        Assert.That(release.CurrentStatus.ObservedCommonMetadataDigest, Is.Null);
    }

    [Test]
    public async Task S29_delete_ns()
    {
        string elsewhere = await CreateNamespaceAsync();
        string role = $"steersman-{elsewhere}";
        await PackAsync(TestChart.OfConfigMap("chart")
            .With("templates/role.yaml", "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: {{ .Values.role }}}\nrules: []\n")
            .With("templates/elsewhere.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: elsewhere, namespace: {{ .Values.elsewhere }}}\ndata: {a: b}\n")
            .With("templates/hook.yaml", HookCharts.Job("never", "pre-delete", tag: "never")));
        await ReleaseAsync("web", "chart", $"{{values: {{role: {role}, elsewhere: {elsewhere}}}}}");
        await UntilReadyAsync("web", 1);

        Assert.That(await DeleteNamespaceAsync(), Is.LessThan(TimeSpan.FromSeconds(30)));
        await UntilAsync("rbac.authorization.k8s.io/v1", "ClusterRole", role, "it is gone", item => item is null);
        await Until.HoldsAsync(Client.Resource<ConfigMap>(), new NamespacedName(elsewhere, "elsewhere"), item => item is null, "what is elsewhere is gone");
    }

    [Test]
    public async Task S34_upgrade_chart_name_change()
    {
        await InstallAndRenameAsync("{}");
        HelmRelease release = await UntilOtherAsync(1);

        Assert.That(release.CurrentStatus.History, Has.Count.EqualTo(1));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    [Test]
    public async Task S35_upgrade_chart_name_change_Reinstall()
    {
        await InstallAndRenameAsync("{upgrade: {chartNameChangeStrategy: Reinstall}}");
        HelmRelease release = await UntilOtherAsync(1);

        Assert.That(release.CurrentStatus.History, Has.Count.EqualTo(1));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    [Test]
    public async Task S36_upgrade_chart_name_change_InPlaceUpdate()
    {
        await InstallAndRenameAsync("{upgrade: {chartNameChangeStrategy: InPlaceUpdate}}");
        HelmRelease release = await UntilOtherAsync(2);

        Assert.That(release.CurrentStatus.History, Has.Count.EqualTo(2));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 deployed"));
    }

    private async Task InstallAndRenameAsync(string spec)
    {
        await PackAsync("chart", Chart("chart").Pack());
        await ReleaseAsync("web", "chart", spec);
        await UntilReadyAsync("web", 1);
        string? uid = (await GetAsync("v1", "ConfigMap", "common"))?.Metadata.Uid;

        await PackAsync("chart", Chart("other").Pack());
        await UntilAsync("v1", "ConfigMap", "common", "it is of the new chart", item => item?.Content["data"]?["from"]?.ToString() == "other");
        Assert.That((await GetAsync("v1", "ConfigMap", "common"))?.Metadata.Uid, Is.EqualTo(uid));
    }

    private Task<HelmRelease> UntilOtherAsync(int revision) => UntilReleaseAsync(
        "web", $"ready at revision {revision} with the other chart", seen => Ready(seen)?.Status == "True" && seen.CurrentStatus.Release is { Chart: "other-1.0.0" } release && release.Revision == revision);
}
