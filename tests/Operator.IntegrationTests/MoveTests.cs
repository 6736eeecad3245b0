using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Releases that get another name, namespace, storage, or a chart of another name (rules.md §2.5).</summary>
[Category("Integration")]
internal sealed class MoveTests : ReleaseTest
{
    private const string Common = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: common}
        data: {from: {{ .Chart.Name }}}
        """;

    private const string ClusterWide = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: {{ .Values.clusterRole }}}
        rules: []
        """;

    private static TestChart Chart(string name) => TestChart.OfConfigMap(name).With("templates/common.yaml", Common);

    [Test]
    public async Task A_release_that_gets_another_name_hands_over_what_both_have_and_leaves_nothing_behind()
    {
        await PackAsync(Chart("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        string? uid = (await GetAsync("v1", "ConfigMap", "common"))?.Metadata.Uid;

        // As if everything new were refused that exists already: what is handed over is the release's own.
        await ReleaseAsync("web", "chart", "{releaseName: shop, install: {disableTakeOwnership: true}}");
        await UntilAsync("chart", 1, "shop");

        Unstructured common = (await GetAsync("v1", "ConfigMap", "common"))!;
        Assert.That((common.Metadata.Uid, common.Metadata.Annotations["meta.helm.sh/release-name"]), Is.EqualTo((uid, "shop")));
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);
        Assert.That(await GetAsync("v1", "ConfigMap", "shop-text"), Is.Not.Null);
        Assert.That(await SecretsAsync("web"), Is.Empty);
        await UntilEventAsync("web", Reasons.UninstallSucceeded, "which moves: name web -> shop; 1 objects are handed over");

        await DeleteReleaseAsync("web");
        Assert.That(await GetAsync("v1", "ConfigMap", "common"), Is.Null);
        Assert.That(await SecretsAsync("shop"), Is.Empty);
    }

    [Test]
    public async Task A_release_goes_into_another_namespace_with_its_cluster_wide_objects()
    {
        string target = await CreateNamespaceAsync();
        string role = $"steersman-{target}";
        string values = $"values: {{clusterRole: {role}}}";
        await PackAsync(Chart("chart").With("templates/role.yaml", ClusterWide));
        await ReleaseAsync("web", "chart", $"{{releaseName: web, {values}}}");
        await UntilReadyAsync("web", 1);
        Unstructured before = (await UntilAsync("rbac.authorization.k8s.io/v1", "ClusterRole", role, "it is there", item => item is not null))!;

        await ReleaseAsync("web", "chart", $"{{releaseName: web, targetNamespace: {target}, {values}}}");
        await UntilReleaseAsync("web", "moved", seen => Ready(seen) is { Status: "True" } && seen.CurrentStatus.Release?.Namespace == target);

        Unstructured after = (await UntilAsync("rbac.authorization.k8s.io/v1", "ClusterRole", role, "it is there", item => item is not null))!;
        Assert.That((after.Metadata.Uid, after.Metadata.Annotations["meta.helm.sh/release-namespace"]), Is.EqualTo((before.Metadata.Uid, target)));
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);
        Assert.That(await Client.Resource<ConfigMap>().GetAsync(new NamespacedName(target, "web-text"), CancellationToken.None), Is.Not.Null);
        Assert.That((await RevisionsAsync("web")).Select(revision => (revision.Version, revision.Namespace)), Is.EqualTo(new[] { (1, target) }));

        await DeleteReleaseAsync("web");
        await UntilAsync("rbac.authorization.k8s.io/v1", "ClusterRole", role, "it is gone", item => item is null);
    }

    [Test]
    public async Task A_record_in_a_namespace_that_never_kept_the_release_is_nobodys_place()
    {
        string other = await CreateNamespaceAsync();
        await StopOperatorAsync();
        StartOperator(new OperatorOptions { WatchNamespaces = [Namespace, other] });
        await PackAsync(Chart("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        // Whoever may write Secrets there can name any HelmRelease in one.
        Secret forged = (await SecretsAsync("web")).Single();
        Secret copy = new(new NamespacedName(other, "sh.helm.release.v1.bait.v1")) { Type = forged.Type };
        copy.Metadata.Labels["owner"] = "helm";
        foreach ((string label, string value) in forged.Metadata.Labels)
        {
            copy.Metadata.Labels[label] = label == "name" ? "bait" : value;
        }

        foreach ((string annotation, string value) in forged.Metadata.Annotations)
        {
            copy.Metadata.Annotations[annotation] = value;
        }

        copy.SetData("release", forged.GetData("release"));
        await Client.Resource<Secret>().CreateAsync(copy, WriteOptions.Default, CancellationToken.None);
        await ReleaseAsync("web", "chart", "{values: {text: changed}}");
        await UntilReadyAsync("web", 2);
        await DeleteReleaseAsync("web");

        Assert.That(await SecretsAsync("web"), Is.Empty);
        Assert.That((await Client.Resource<Secret>().GetAsync(copy.Key, CancellationToken.None))?.Metadata.Labels["status"], Is.EqualTo("deployed"));
    }

    [Test]
    public async Task A_move_that_the_server_refuses_changes_nothing()
    {
        await PackAsync(Chart("chart").With("templates/service.yaml", "{{ if .Values.port }}\napiVersion: v1\nkind: Service\nmetadata: {name: {{ .Release.Name }}}\nspec: {ports: [{port: {{ .Values.port }}, protocol: TCP}]}\n{{ end }}\n"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", "{releaseName: shop, values: {port: 70000}}");
        HelmRelease refused = await UntilNotReadyAsync("web", Reasons.UpgradeFailed);
        Assert.That(Ready(refused)?.Message, Does.StartWith("Service/shop: "));
        Assert.That((refused.CurrentStatus.Release?.Name, await HistoryAsync("web")), Is.EqualTo(("web", "1 deployed")));
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Not.Null);
        Assert.That(await SecretsAsync("shop"), Is.Empty);

        await ReleaseAsync("web", "chart", "{releaseName: shop, values: {port: 80}}");
        await UntilAsync("chart", 1, "shop");
        Assert.That(await SecretsAsync("web"), Is.Empty);
    }

    [Test]
    public async Task An_object_of_both_with_a_field_that_may_never_change_is_made_anew()
    {
        string template = TestChart.DeploymentTemplate.Replace("name: {{ .Release.Name }}", "name: app", StringComparison.Ordinal);
        await PackAsync(new TestChart("chart").With("values.yaml", "tag: ready\n").With("templates/deployment.yaml", template));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        string? uid = (await GetAsync("apps/v1", "Deployment", "app"))?.Metadata.Uid;

        await ReleaseAsync("web", "chart", "{releaseName: shop}");
        await UntilAsync("chart", 1, "shop");
        Assert.That((await GetAsync("apps/v1", "Deployment", "app"))?.Metadata.Uid, Is.Not.Null.And.Not.EqualTo(uid));
    }

    [Test]
    public async Task A_move_that_was_begun_is_gone_on_with_by_the_next_operator()
    {
        await PackAsync(Chart("chart").With("templates/held.yaml", "{{ if eq .Release.Name \"web\" }}\napiVersion: v1\nkind: Pod\nmetadata: {name: held, finalizers: [test.steersman.dev/hold]}\nspec: {containers: [{name: app, image: \"localhost/app:ready\"}]}\n{{ end }}\n"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", "{releaseName: shop}");
        await UntilAsync("v1", "Pod", "held", "it is being deleted", pod => pod?.Metadata.DeletionTimestamp is not null);
        await StopOperatorAsync();
        StartOperator();
        await PatchAsync("v1", "Pod", "held", "metadata: {finalizers: null}");
        await UntilAsync("chart", 1, "shop");

        Assert.That(await SecretsAsync("web"), Is.Empty);
        Assert.That((await GetAsync("v1", "ConfigMap", "common"))?.Metadata.Annotations["meta.helm.sh/release-name"], Is.EqualTo("shop"));
    }

    [Test]
    public async Task A_release_that_is_deleted_in_the_middle_of_its_move_goes_altogether()
    {
        await PackAsync(Chart("chart").With("templates/held.yaml", "{{ if eq .Release.Name \"web\" }}\napiVersion: v1\nkind: Pod\nmetadata: {name: held, finalizers: [test.steersman.dev/hold]}\nspec: {containers: [{name: app, image: \"localhost/app:ready\"}]}\n{{ end }}\n"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", "{releaseName: shop}");
        await UntilAsync("v1", "Pod", "held", "it is being deleted", pod => pod?.Metadata.DeletionTimestamp is not null);
        await Client.Resource<HelmRelease>().DeleteAsync(new NamespacedName(Namespace, "web"), Kubernetes.Client.Resources.DeleteOptions.Default, CancellationToken.None);
        await UntilAsync("v1", "ConfigMap", "common", "it goes as well", item => item is null);
        await PatchAsync("v1", "Pod", "held", "metadata: {finalizers: null}");
        await Until.HoldsAsync(Client.Resource<HelmRelease>(), new NamespacedName(Namespace, "web"), release => release is null, "web is gone");
        Assert.That((await SecretsAsync("web")).Count + (await SecretsAsync("shop")).Count, Is.Zero);
    }

    [Test]
    public async Task What_was_handed_over_goes_where_the_desired_state_changes_before_it_is_installed()
    {
        await BeginHeldMoveAsync();
        await ReleaseAsync("web", "chart", "{releaseName: shop, values: {common: false}}");
        await PatchAsync("v1", "Pod", "held", "metadata: {finalizers: null}");
        HelmRelease moved = await UntilAsync("chart", 1, "shop");

        Assert.That(await GetAsync("v1", "ConfigMap", "common"), Is.Null);
        Assert.That(moved.Metadata.Annotations[WellKnown.HandedOver], Is.Null);
    }

    [Test]
    public async Task What_was_handed_over_goes_with_the_HelmRelease_where_that_is_deleted_before_it_is_installed()
    {
        await BeginHeldMoveAsync();
        await DeleteAsync("v1", "ConfigMap", "chart");
        await UntilReleaseAsync("web", "has no chart", release => release.CurrentStatus.Operation is not null);
        await PatchAsync("v1", "Pod", "held", "metadata: {finalizers: null}");
        await UntilReleaseAsync("web", "is uninstalled", release => release.CurrentStatus.Release is null && release.Metadata.Annotations[WellKnown.HandedOver] is not null);
        Assert.That((await GetAsync("v1", "ConfigMap", "common"))?.Metadata.Annotations["meta.helm.sh/release-name"], Is.EqualTo("shop"));

        await DeleteReleaseAsync("web");
        Assert.That(await GetAsync("v1", "ConfigMap", "common"), Is.Null);
    }

    [Test]
    public async Task Nobody_has_objects_of_others_deleted_by_naming_them_as_handed_over()
    {
        await PackAsync(Chart("chart"));
        await ReleaseAsync("other", "chart");
        await UntilReadyAsync("other", 1);
        await PackAsync(new TestChart("small").With("templates/empty.yaml", ""));
        string ns = Namespace;
        await ApplyAsync($$"""
            apiVersion: steersman.dev/v1
            kind: HelmRelease
            metadata:
              name: web
              annotations:
                steersman.dev/handed-over: '{"releaseName":"other","releaseNamespace":"{{ns}}","objects":["/ConfigMap/{{ns}}/common","nonsense"]}'
            spec: {source: {configMap: {name: small, key: chart.tgz} } }
            """);
        await UntilReadyAsync("web", 1);
        await UntilReleaseAsync("web", "has forgotten it", release => release.Metadata.Annotations[WellKnown.HandedOver] is null);
        Assert.That((await GetAsync("v1", "ConfigMap", "common"))?.Metadata.DeletionTimestamp, Is.Null);
        Assert.That(await GetAsync("v1", "ConfigMap", "common"), Is.Not.Null);
    }

    // A move whose uninstall is held up after it has handed over.
    private async Task BeginHeldMoveAsync()
    {
        await PackAsync(TestChart.OfConfigMap("chart")
            .With("templates/common.yaml", $"{{{{ if .Values.common }}}}\n{Common}\n{{{{ end }}}}\n")
            .With("templates/held.yaml", "{{ if eq .Release.Name \"web\" }}\napiVersion: v1\nkind: Pod\nmetadata: {name: held, finalizers: [test.steersman.dev/hold]}\nspec: {containers: [{name: app, image: \"localhost/app:ready\"}]}\n{{ end }}\n"));
        await ReleaseAsync("web", "chart", "{values: {common: true}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{releaseName: shop, values: {common: true}}");
        await UntilAsync("v1", "Pod", "held", "it is being deleted", pod => pod?.Metadata.DeletionTimestamp is not null);
    }

    private Task<HelmRelease> UntilAsync(string chart, int revision, string name = "web") => UntilReleaseAsync(
        "web",
        $"ready at revision {revision} of {name} with chart {chart}",
        seen => Ready(seen) is { Status: "True" } && seen.CurrentStatus.Release is { } release && (release.Name, release.Revision) == (name, revision) && release.Chart == $"{chart}-1.0.0");
}
