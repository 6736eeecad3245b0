using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
internal sealed class LifecycleTests : ReleaseTest
{
    [Test]
    public async Task New_values_upgrade_the_release_and_supersede_the_revision_before()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", "values: {text: two}");
        HelmRelease release = await UntilReadyAsync("web", 2);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 deployed"));
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("two"));
        Assert.That(release.CurrentStatus.History?[0].Trigger, Is.EqualTo("values"));
    }

    [Test]
    public async Task A_new_chart_in_the_same_ConfigMap_upgrades_and_removes_what_it_no_longer_has()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/extra.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        await PackAsync(TestChart.OfConfigMap("chart", "1.1.0"));
        HelmRelease release = await UntilReadyAsync("web", 2);

        Assert.That(release.CurrentStatus.Release?.Version, Is.EqualTo("1.1.0"));
        Assert.That(await GetAsync("v1", "ConfigMap", "extra"), Is.Null);
    }

    [Test]
    public async Task Deleting_the_HelmRelease_uninstalls_the_release_and_its_history()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/kept.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kept, annotations: {helm.sh/resource-policy: keep}}\n"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        await DeleteReleaseAsync("web");

        Assert.That(await SecretsAsync("web"), Is.Empty);
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);
        Assert.That(await GetAsync("v1", "ConfigMap", "kept"), Is.Not.Null);
    }

    [Test]
    public async Task What_was_let_go_is_not_written_again_before_the_watch_tells_that_it_is_gone()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        string[] names = [.. Enumerable.Range(0, 12).Select(index => $"web-{index}")];
        await Task.WhenAll(names.Select(name => ReleaseAsync(name, "chart")));
        await Task.WhenAll(names.Select(name => UntilReadyAsync(name, 1)));
        await Task.WhenAll(names.Select(DeleteReleaseAsync));
        OperatorLog log = Operator.Log;
        await StopOperatorAsync();

        Assert.That(log.Lines.Where(line => line.Contains("failed (time", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Deletion_policy_Keep_leaves_objects_and_history()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "deletionPolicy: Keep");
        await UntilReadyAsync("web", 1);

        await DeleteReleaseAsync("web");

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Not.Null);
    }

    [Test]
    public async Task A_suspended_release_is_left_alone_until_it_is_resumed()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", "{suspend: true, values: {text: two}}");
        await UntilReleaseAsync("web", "the suspended generation is seen", release => release.CurrentStatus.ObservedGeneration == release.Metadata.Generation);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));

        await ReleaseAsync("web", "chart", "values: {text: two}");
        await UntilReadyAsync("web", 2);
    }

    [Test]
    public async Task A_request_to_look_again_is_echoed_and_makes_no_revision()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);

        await ApplyAsync(
            """
            apiVersion: steersman.dev/v1
            kind: HelmRelease
            metadata: {name: web, annotations: {reconcile.fluxcd.io/requestedAt: token-1}}
            spec: {source: {configMap: {name: chart, key: chart.tgz}}}
            """);
        await UntilReleaseAsync("web", "the token is echoed", release => release.CurrentStatus.LastHandledReconcileAt == "token-1" && Ready(release) is { Status: "True" });

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    [Test]
    public async Task The_target_namespace_is_created_where_that_is_asked_for()
    {
        string target = NewNamespaceName();
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{targetNamespace: {target}, releaseName: web, install: {{createNamespace: true}}}}");
        await UntilReadyAsync("web", 1);

        ConfigMap? map = await Client.Resource<ConfigMap>().GetAsync(new NamespacedName(target, "web-text"), CancellationToken.None);
        Assert.That(map?.Data["text"], Is.EqualTo("hello"));
        Assert.That((await RevisionsAsync("web"))[0].Namespace, Is.EqualTo(target));
    }

    [Test]
    public async Task A_missing_target_namespace_is_named_and_its_creation_wakes_the_release()
    {
        string target = NewNamespaceName();
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{targetNamespace: {target}, releaseName: web}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.NamespaceMissing);
        Assert.That(Ready(release)?.Message, Does.Contain(target));

        await ApplyAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {target}}}}}");
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task A_newer_generation_supersedes_the_wait_at_once()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {tag: silent}");
        await UntilReleaseAsync("web", "the upgrade waits", release => release.CurrentStatus.Operation is { Revision: 2, Phase: OperationPhase.Wait });

        Unstructured applied = await ReleaseAsync("web", "chart", "values: {tag: ready, replicas: 2}");
        await UntilReadyAsync("web", 3);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        Assert.That((await RevisionsAsync("web"))[1].Info?.Description, Is.EqualTo($"superseded by generation {applied.Metadata.Generation} before it was ready"));
    }
}
