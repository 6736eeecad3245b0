using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Unusual charts, and clusters that refuse, change or hold back what is applied: the status says so, and once the fault is over the release is as desired.</summary>
[Category("Integration")]
internal sealed class FaultTests : ReleaseTest
{
    private const string Persistent = "install: {remediation: {retries: -1, retryInterval: 1s}}, upgrade: {remediation: {retries: -1, retryInterval: 1s}}";

    [Test]
    public async Task A_chart_without_objects_is_installed_upgraded_and_uninstalled()
    {
        await PackAsync(new TestChart("chart").With("templates/map.yaml", "{{ if .Values.text }}\n" + TestChart.ConfigMapTemplate + "\n{{ end }}\n"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{values: {text: one}}");
        await UntilReadyAsync("web", 2);
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Not.Null);
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 3);
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);

        await DeleteReleaseAsync("web");
        Assert.That(await SecretsAsync("web"), Is.Empty);
    }

    [Test]
    public async Task Of_an_object_that_a_chart_has_twice_the_last_one_counts_and_that_is_told()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/zwei.yaml", TestChart.ConfigMapTemplate.Replace(".Values.text", "\"second\"", StringComparison.Ordinal)));
        await ReleaseAsync("web", "chart", "{values: {text: first}}");
        await UntilReadyAsync("web", 1);

        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("second"));
        await UntilEventAsync("web", "DuplicateObject", "ConfigMap/web-text");
        string? version = (await GetAsync("v1", "ConfigMap", "web-text"))?.Metadata.ResourceVersion;
        await ReleaseAsync("web", "chart", "{values: {text: other}}");
        await UntilReadyAsync("web", 2);
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Metadata.ResourceVersion, Is.EqualTo(version), "what counts is unchanged");
    }

    [Test]
    public async Task A_kind_that_the_server_lacks_is_named_and_rolled_out_when_its_definition_comes()
    {
        string group = $"{Namespace}.example.com";
        await PackAsync(new TestChart("chart").With("templates/widget.yaml", $"apiVersion: {group}/v1\nkind: Widget\nmetadata: {{name: one}}\n"));
        await ReleaseAsync("web", "chart");
        HelmRelease refused = await UntilNotReadyAsync("web", Reasons.InstallFailed);
        Assert.That(Ready(refused)?.Message, Does.Contain("Widget").And.Contains(group));
        Assert.That(await SecretsAsync("web"), Is.Empty);

        try
        {
            await ApplyAsync(
                $$"""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.{{group}} }
                spec:
                  group: {{group}}
                  scope: Namespaced
                  names: {kind: Widget, plural: widgets}
                  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true} } }]
                """);
            await UntilReadyAsync("web", 1);
        }
        finally
        {
            await StopOperatorAsync();
            await DeleteAsync("apiextensions.k8s.io/v1", "CustomResourceDefinition", $"widgets.{group}");
        }
    }

    [Test]
    public async Task A_release_too_large_for_a_Secret_is_refused_before_anything_is_written_and_goes_on_when_it_is_smaller()
    {
        // Noise, which no compression makes smaller.
        string noise = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(450_000));
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ApplyAsync($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: large}}, data: {{values.yaml: 'noise: {noise}'}}}}");
        await ApplyAsync($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: large-too}}, data: {{values.yaml: 'more: {Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(450_000))}'}}}}");
        await ReleaseAsync("web", "chart", "{values: {text: one}, targetNamespace: " + NewNamespaceName() + ", install: {createNamespace: true}, storageNamespace: " + Namespace + ", valuesFrom: [{kind: ConfigMap, name: large}, {kind: ConfigMap, name: large-too}]}");
        HelmRelease refused = await UntilNotReadyAsync("web", Reasons.InstallFailed);

        Assert.That(Ready(refused)?.Message, Does.Contain("bytes").And.Contains("Secret"));
        Assert.That(await SecretsAsync("web"), Is.Empty);
        Assert.That(await Client.Resource<Namespace>().GetAsync(new NamespacedName(null, refused.ReleaseNamespace), CancellationToken.None), Is.Null);

        await ApplyAsync("{apiVersion: v1, kind: ConfigMap, metadata: {name: large}, data: {values.yaml: 'noise: none'}}");
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task What_a_webhook_denies_is_told_in_its_words_and_rolled_out_when_it_allows_it()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await using WebhookServer webhook = await WebhookServer.StartAsync(Namespace, isMutating: false);
        webhook.Deny("no texts on Fridays");
        await ReleaseAsync("web", "chart", $"{{{Persistent}}}");
        await UntilReleaseAsync("web", "denied", release => Ready(release) is { Status: "False" } ready && ready.Message.Contains("no texts on Fridays", StringComparison.Ordinal));

        webhook.Allow();
        await UntilReleaseAsync("web", "ready", release => Ready(release) is { Status: "True" });
        Assert.That((await RevisionsAsync("web"))[^1].Info?.Status, Is.EqualTo("deployed"));
    }

    [Test]
    public async Task A_webhook_that_does_not_answer_holds_a_release_back_without_failing_it()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await using WebhookServer webhook = await WebhookServer.StartAsync(Namespace, isMutating: false);
        webhook.Hang();
        await ReleaseAsync("web", "chart", "{values: {text: two}}");
        await UntilReleaseAsync("web", "is held back, and says by whom", release => Ready(release) is { Status: "Unknown", Reason: Reasons.ProgressingWithRetry } ready && ready.Message.Contains("test.steersman.dev", StringComparison.Ordinal));

        webhook.Allow();
        await UntilReadyAsync("web", 2);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 deployed"));
    }

    [Test]
    public async Task What_a_webhook_holds_up_gives_way_to_a_newer_state_and_to_a_deletion()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await using WebhookServer webhook = await WebhookServer.StartAsync(Namespace, isMutating: false);
        webhook.Hang();
        await ReleaseAsync("web", "chart", "{values: {text: two}}");
        await UntilReleaseAsync("web", "is held up", release => Ready(release) is { Reason: Reasons.ProgressingWithRetry });
        await ReleaseAsync("web", "chart", "{values: {text: three}}");
        await UntilReleaseAsync("web", "gives way", release => release.CurrentStatus.Release is { Revision: 3 });
        Assert.That((await RevisionsAsync("web"))[1].Info!.Description, Is.EqualTo("superseded by generation 3 before it was ready"));
        await UntilReleaseAsync("web", "is held up again", release => Ready(release) is { Reason: Reasons.ProgressingWithRetry } && release.CurrentStatus.ObservedGeneration == 3);

        await DeleteReleaseAsync("web");
        Assert.That(await SecretsAsync("web"), Is.Empty);
    }

    [Test]
    public async Task What_a_webhook_changes_is_no_drift()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await using WebhookServer webhook = await WebhookServer.StartAsync(Namespace, isMutating: true);
        webhook.Mutate("""[{"op":"add","path":"/data/text","value":"changed"},{"op":"add","path":"/metadata/labels/added","value":"yes"}]""");
        await ReleaseAsync("web", "chart", "{driftDetection: {mode: enabled}, values: {text: one}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{driftDetection: {mode: enabled}, values: {text: two}}");
        HelmRelease release = await UntilReadyAsync("web", 2);

        Unstructured map = (await GetAsync("v1", "ConfigMap", "web-text"))!;
        Assert.That(map.Content["data"]?["text"]?.ToString(), Is.EqualTo("changed"));
        Assert.That(release.CurrentStatus.History?.Any(entry => entry.Corrections > 0), Is.Not.True);
        Assert.That(release.CurrentStatus.Find("Drifted"), Is.Null.Or.Property("Status").EqualTo("False"));
    }

    [Test]
    public async Task What_exceeds_a_quota_is_told_and_rolled_out_when_the_quota_is_raised()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ApplyAsync("{apiVersion: v1, kind: ResourceQuota, metadata: {name: few}, spec: {hard: {count/configmaps: '1'}}}");
        await UntilAsync("v1", "ResourceQuota", "few", "is counted", quota => quota?.Content["status"]?["used"]?["count/configmaps"] is not null);
        await ReleaseAsync("web", "chart", $"{{{Persistent}}}");
        await UntilReleaseAsync("web", "refused", release => Ready(release) is { Status: "False" } ready && ready.Message.Contains("exceeded quota: few", StringComparison.Ordinal));

        await ApplyAsync("{apiVersion: v1, kind: ResourceQuota, metadata: {name: few}, spec: {hard: {count/configmaps: '10'}}}");
        await UntilReleaseAsync("web", "ready", release => Ready(release) is { Status: "True" });
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Not.Null);
    }

    [Test]
    public async Task An_object_that_is_being_deleted_is_awaited_and_made_anew()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ApplyAsync("{apiVersion: v1, kind: ConfigMap, metadata: {name: web-text, finalizers: [example.com/hold]}}");
        await DeleteAsync("v1", "ConfigMap", "web-text");
        await ReleaseAsync("web", "chart");
        await UntilReleaseAsync("web", "waits for the object to go", release => Ready(release)?.Message is { } message && message.Contains("ConfigMap/web-text", StringComparison.Ordinal) && message.Contains("example.com/hold", StringComparison.Ordinal));

        await PatchAsync("v1", "ConfigMap", "web-text", "metadata: {finalizers: null}");
        await UntilReadyAsync("web", 1);
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Has.Property("Metadata").Property("DeletionTimestamp").Null);
    }

    [Test]
    public async Task An_uninstall_waits_for_what_is_stuck_in_its_deletion_names_it_and_ends_when_it_is_gone()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await PatchAsync("apps/v1", "Deployment", "web", "metadata: {finalizers: [example.com/hold]}");
        await Client.Resource<HelmRelease>().DeleteAsync(new NamespacedName(Namespace, "web"), Kubernetes.Client.Resources.DeleteOptions.Default, CancellationToken.None);
        await UntilReleaseAsync("web", "names what is left", release => release.CurrentStatus.Progress?.Any(item => item.Object.Contains("Deployment/web", StringComparison.Ordinal)) == true);

        await PatchAsync("apps/v1", "Deployment", "web", "metadata: {finalizers: null}");
        await Until.HoldsAsync(Client.Resource<HelmRelease>(), new NamespacedName(Namespace, "web"), release => release is null, "web is gone");
        Assert.That(await SecretsAsync("web"), Is.Empty);
    }

    [Test]
    public async Task Two_operators_without_a_Lease_make_one_history()
    {
        await using InProcessOperator second = new(new OperatorOptions { WatchNamespaces = [Namespace] });
        await PackAsync(TestChart.OfDeployment("chart").With("templates/before.yaml", HookCharts.Job("before", "pre-install,pre-upgrade", annotation: HookCharts.DeletedBy("before-hook-creation"))));
        await using JobTally jobs = new(Client, Namespace);
        for (int revision = 1; revision <= 3; revision++)
        {
            await ReleaseAsync("web", "chart", $"{{values: {{replicas: {revision}}}}}");
            await UntilReadyAsync("web", revision);
        }

        await jobs.CatchUpAsync();
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 superseded, 3 deployed"));
        Assert.That(jobs.Counts().First(), Is.EqualTo("Job before x 3"));
    }
}
