using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Drift;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Objects that others change or delete behind the operator's back (G11; flux-behaviour.md §4, state: drift × {enabled, warn, disabled}).</summary>
[Category("Integration")]
internal sealed class DriftTests : ReleaseTest
{
    private const string Enabled = "driftDetection: {mode: enabled}";
    private const string Warn = "driftDetection: {mode: warn}";

    [Test]
    public async Task G11_Drift_enabled_a_changed_object_is_put_back_without_a_new_revision()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{values: {{text: spec}}, {Enabled}}}");
        await UntilReadyAsync("web", 1);

        await EditTextAsync("hand");
        await UntilTextAsync("spec");
        HelmRelease release = await UntilDriftAsync("web", "False", Reasons.NoDriftDetected, release => release.CurrentStatus.History?[0].Corrections == 1);

        Assert.That(release.CurrentStatus.Find("Drifted")?.Message, Is.EqualTo($"No drift detected for release {Namespace}/web.v1"));
        Assert.That(release.CurrentStatus.History![0].Trigger, Is.EqualTo("install"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        await UntilEventAsync("web", Reasons.DriftDetected, $"ConfigMap/{Namespace}/web-text changed (0 additions, 1 changes, 0 removals): /data/text");
        await UntilEventAsync("web", Reasons.DriftCorrected, $"Cluster state of release {Namespace}/web.v1 has been corrected:\nConfigMap/{Namespace}/web-text changed");
    }

    [Test]
    public async Task Drift_enabled_a_deleted_object_is_put_back()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", $"{{{Enabled}}}");
        await UntilReadyAsync("web", 1);
        string? uid = (await GetAsync("apps/v1", "Deployment", "web"))?.Metadata.Uid;

        await DeleteAsync("apps/v1", "Deployment", "web");
        await UntilAsync("apps/v1", "Deployment", "web", "it is there again", found => found is not null && found.Metadata.Uid != uid);
        await UntilReadyAsync("web", 1);
        await UntilEventAsync("web", Reasons.DriftDetected, $"Deployment/{Namespace}/web removed");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    [Test]
    public async Task Drift_enabled_a_field_that_was_taken_away_is_put_back()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{values: {{text: spec}}, {Enabled}}}");
        await UntilReadyAsync("web", 1);

        await PatchAsync("v1", "ConfigMap", "web-text", "{data: {text: null}}");
        await UntilTextAsync("spec");
        await PatchAsync("v1", "ConfigMap", "web-text", "{metadata: {labels: {app.kubernetes.io/managed-by: null}}}");
        await UntilAsync("v1", "ConfigMap", "web-text", "its label is back", map => map?.Metadata.Labels["app.kubernetes.io/managed-by"] == "Helm");
    }

    [Test]
    public async Task What_others_add_is_no_drift()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{values: {{text: spec}}, {Enabled}}}");
        await UntilReadyAsync("web", 1);

        await PatchAsync("v1", "ConfigMap", "web-text", "{data: {more: theirs}, metadata: {annotations: {by: others}}}");
        await EditTextAsync("hand");
        await UntilTextAsync("spec");

        Unstructured? map = await GetAsync("v1", "ConfigMap", "web-text");
        Assert.That(map?.Content["data"]?["more"]?.ToString(), Is.EqualTo("theirs"));
        Assert.That(map?.Metadata.Annotations["by"], Is.EqualTo("others"));
    }

    [Test]
    public async Task G11_Drift_warn_is_told_and_nothing_is_changed()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{values: {{text: spec}}, {Warn}}}");
        await UntilReadyAsync("web", 1);

        await EditTextAsync("hand");
        HelmRelease release = await UntilDriftAsync("web", "True", Reasons.DriftDetected);
        Assert.That(
            release.CurrentStatus.Find("Drifted")?.Message,
            Is.EqualTo($"Cluster state of release {Namespace}/web.v1 has drifted from the desired state:\nConfigMap/{Namespace}/web-text changed (0 additions, 1 changes, 0 removals): /data/text"));
        Assert.That(Ready(release)?.Status, Is.EqualTo("True"));

        await EditTextAsync("spec");
        await UntilDriftAsync("web", "False", Reasons.NoDriftDetected);
        await DeleteAsync("v1", "ConfigMap", "web-text");
        release = await UntilDriftAsync("web", "True", Reasons.DriftDetected);
        Assert.That(release.CurrentStatus.Find("Drifted")?.Message, Does.EndWith($"ConfigMap/{Namespace}/web-text removed"));
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);
    }

    [Test]
    public async Task Drift_enabled_later_finds_what_happened_before()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "values: {text: spec}");
        await UntilReadyAsync("web", 1);
        await EditTextAsync("hand");

        await ReleaseAsync("web", "chart", $"{{values: {{text: spec}}, {Enabled}}}");
        await UntilTextAsync("spec");
        await UntilDriftAsync("web", "False", Reasons.NoDriftDetected);

        await ReleaseAsync("web", "chart", "values: {text: spec}");
        await UntilReleaseAsync("web", "nobody looks for drift", release => release.CurrentStatus.Find("Drifted") is null);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    [Test]
    public async Task Drift_that_happened_while_no_operator_ran_is_put_back()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{values: {{text: spec}}, {Enabled}}}");
        await UntilReadyAsync("web", 1);
        await StopOperatorAsync();
        await EditTextAsync("hand");

        StartOperator();
        await UntilTextAsync("spec");
        Assert.That(Operator.Requests.Requests.Count(request => request.Verb == "list" && request.Resource == "configmaps"), Is.LessThanOrEqualTo(2), "one for references, one for drift");
    }

    [Test]
    public async Task Drift_of_a_Secret_names_the_field_and_no_value()
    {
        TestChart chart = new TestChart("chart").With(
            "templates/secret.yaml",
            """
            apiVersion: v1
            kind: Secret
            metadata:
              name: {{ .Release.Name }}-login
            stringData:
              password: in-the-chart
            """);
        await PackAsync(chart);
        await ReleaseAsync("web", "chart", $"{{{Enabled}}}");
        await UntilReadyAsync("web", 1);

        await PatchAsync("v1", "Secret", "web-login", "{stringData: {password: by-hand}}");
        await UntilAsync("v1", "Secret", "web-login", "it is put back", secret => secret?.Content["data"]?["password"]?.ToString() == Convert.ToBase64String("in-the-chart"u8));
        string text = await UntilEventAsync("web", Reasons.DriftCorrected, "/data/password");
        Assert.That(text, Does.Not.Contain("by-hand").And.Not.Contain("in-the-chart"));
    }

    [Test]
    public async Task Objects_and_fields_that_are_named_are_left_to_others()
    {
        TestChart chart = TestChart.OfConfigMap("chart").With(
            "templates/more.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{ .Release.Name }}-flux, annotations: {helm.toolkit.fluxcd.io/driftDetection: disabled}}
            data: {text: chart}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{ .Release.Name }}-own, annotations: {steersman.dev/drift: ignore}}
            data: {text: chart}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{ .Release.Name }}-field, labels: {part: of-it}}
            data: {text: chart, other: chart}
            """);
        await PackAsync(chart);
        await ReleaseAsync("web", "chart", "{values: {text: spec}, driftDetection: {mode: enabled, ignore: [{paths: [/data/text], target: {kind: ConfigMap, labelSelector: part=of-it}}]}}");
        await UntilReadyAsync("web", 1);

        foreach (string name in (string[])["flux", "own"])
        {
            await PatchAsync("v1", "ConfigMap", $"web-{name}", "{data: {text: theirs}}");
        }

        await PatchAsync("v1", "ConfigMap", "web-field", "{data: {text: theirs, other: theirs}}");
        await UntilAsync("v1", "ConfigMap", "web-field", "what nobody named is put back", map => map?.Content["data"]?["other"]?.ToString() == "chart");
        await EditTextAsync("hand");
        await UntilTextAsync("spec");

        foreach (string name in (string[])["flux", "own", "field"])
        {
            Assert.That((await GetAsync("v1", "ConfigMap", $"web-{name}"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("theirs"), name);
        }
    }

    [Test]
    public async Task G21_an_Ingress_that_is_switched_by_hand_stays_so_with_an_ignore_rule()
    {
        TestChart chart = new TestChart("chart").With(
            "templates/ingress.yaml",
            """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              name: {{ .Release.Name }}
              labels: {color: blue}
            spec:
              rules:
              - host: example.com
                http:
                  paths:
                  - path: /
                    pathType: Prefix
                    backend: {service: {name: blue, port: {number: 80}}}
            """);
        const string Path = "/spec/rules/0/http/paths/0/backend/service/name";
        await PackAsync(chart);
        await ReleaseAsync("web", "chart", $"{{driftDetection: {{mode: enabled, ignore: [{{paths: [{Path}], target: {{kind: Ingress}}}}]}}}}");
        await UntilReadyAsync("web", 1);

        await SwitchAsync("green");
        await PatchAsync("networking.k8s.io/v1", "Ingress", "web", "{metadata: {labels: {color: red}}}");
        Unstructured? ingress = await UntilAsync("networking.k8s.io/v1", "Ingress", "web", "its label is put back", found => found?.Metadata.Labels["color"] == "blue");
        Assert.That(Backend(ingress), Is.EqualTo("green"), "switched by hand");

        await ReleaseAsync("web", "chart", $"{{{Enabled}}}");
        await UntilAsync("networking.k8s.io/v1", "Ingress", "web", "without the rule it is switched back", found => Backend(found) == "blue");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));

        Task SwitchAsync(string service) => PatchAsync(
            "networking.k8s.io/v1", "Ingress", "web", $"{{spec: {{rules: [{{host: example.com, http: {{paths: [{{path: /, pathType: Prefix, backend: {{service: {{name: {service}, port: {{number: 80}}}}}}}}]}}}}]}}}}");

        static string? Backend(Unstructured? ingress) => ingress?.Content["spec"]?["rules"]?[0]?["http"]?["paths"]?[0]?["backend"]?["service"]?["name"]?.ToString();
    }

    [Test]
    public async Task A_fight_is_reported_and_slows_down()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", $"{{values: {{text: spec}}, {Enabled}}}");
        await UntilReadyAsync("web", 1);

        for (int round = 0; round < DriftPace.FightAfter; round++)
        {
            await EditTextAsync($"hand {round}");
            await UntilTextAsync("spec");
        }

        await EditTextAsync("hand again");
        HelmRelease release = await UntilDriftAsync("web", "True", Reasons.DriftFight);
        Assert.That(release.CurrentStatus.Find("Drifted")?.Message, Does.StartWith($"ConfigMap/{Namespace}/web-text was changed again after each of 3 corrections, last by by-hand"));
        Assert.That(release.CurrentStatus.Operation?.Type, Is.EqualTo(OperationType.Correct));
        Assert.That(Ready(release)?.Status, Is.EqualTo("True"));
        await UntilEventAsync("web", Reasons.DriftFight, "/data/text");

        await UntilTextAsync("spec");
        release = await UntilDriftAsync("web", "False", Reasons.NoDriftDetected);
        Assert.That(release.CurrentStatus.Operation, Is.Null);
        Assert.That(release.CurrentStatus.History?[0].Corrections, Is.EqualTo(4));
    }

    [Test]
    public async Task An_object_that_no_update_can_put_back_is_reported_with_the_servers_reason()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", $"{{{Enabled}}}");
        await UntilReadyAsync("web", 1);

        await StopOperatorAsync();
        Unstructured other = (await GetAsync("apps/v1", "Deployment", "web"))!.DeepClone();
        await DeleteAsync("apps/v1", "Deployment", "web");
        await UntilAsync("apps/v1", "Deployment", "web", "it is gone", found => found is null);
        JsonObject spec = (JsonObject)other.Content["spec"]!;
        spec["selector"]!["matchLabels"]!["app"] = "other";
        spec["template"]!["metadata"]!["labels"]!["app"] = "other";
        Unstructured made = Unstructured.Create(other.GroupVersionKind, other.Key);
        made.Content["spec"] = spec.DeepClone();
        made.Content["metadata"]!["labels"] = other.Content["metadata"]!["labels"]!.DeepClone();
        await (await Client.ResourceAsync(made.GroupVersionKind, CancellationToken.None)).CreateAsync(made, WriteOptions.Default, CancellationToken.None);

        StartOperator();
        HelmRelease release = await UntilDriftAsync("web", "True", Reasons.DriftCorrectionFailed);
        Assert.That(release.CurrentStatus.Find("Drifted")?.Message, Does.Contain("field is immutable"));
        await UntilEventAsync("web", Reasons.DriftCorrectionFailed, "field is immutable");
    }

    [Test]
    public async Task Ports_that_were_edited_are_put_back_with_their_node_ports_and_those_that_others_added_stay()
    {
        await PackAsync(new TestChart("chart")
            .With("templates/named.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: named}\nspec: {type: NodePort, ports: [{name: http, port: 80}]}\n")
            .With("templates/single.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: single}\nspec: {ports: [{port: 80}]}\n"));
        await ReleaseAsync("web", "chart", $"{{{Enabled}}}");
        await UntilReadyAsync("web", 1);
        JsonNode? nodePort = (await PortsAsync("named"))[0]?["nodePort"]?.DeepClone();

        await PatchAsync("v1", "Service", "named", $"{{spec: {{ports: [{{name: probe, port: 9}}, {{name: http, port: 81, targetPort: 80, nodePort: {nodePort}}}]}}}}");
        await PatchAsync("v1", "Service", "single", "{spec: {ports: [{port: 81, targetPort: 81}]}}");
        await UntilAsync("v1", "Service", "named", "its port is back", found => Ports(found).SequenceEqual(["probe 9 9", "http 80 80"]));
        await UntilAsync("v1", "Service", "single", "its port is back", found => Ports(found).SequenceEqual([" 80 80"]));
        await UntilDriftAsync("web", "False", Reasons.NoDriftDetected);
        Assert.That((await PortsAsync("named"))[1]?["nodePort"]?.ToString(), Is.EqualTo(nodePort?.ToString()));
        await UntilEventAsync("web", Reasons.DriftDetected, $"Service/{Namespace}/named changed (0 additions, 1 changes, 0 removals): /spec/ports/1/port");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
    }

    [Test]
    public async Task A_workload_that_somebody_deletes_turns_Ready_to_False_and_an_upgrade_brings_it_back()
    {
        await PackAsync(TestChart.OfDeployment("chart").With("templates/text.yaml", TestChart.ConfigMapTemplate));
        await ReleaseAsync("web", "chart", "{wait: {degradedAfter: 1s}, values: {text: one}}");
        await UntilReadyAsync("web", 1);

        await DeleteAsync("apps/v1", "Deployment", "web");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.Degraded);
        Assert.That(Ready(release)?.Message, Is.EqualTo("Deployment/web: is missing: set spec.driftDetection.mode to enabled, or ask for an upgrade by the annotation forceAt"));
        await PatchAsync("steersman.dev/v1", "HelmRelease", "web", "{metadata: {annotations: {steersman.dev/forceAt: again, steersman.dev/requestedAt: again}}}");
        await UntilReadyAsync("web", 2);

        // So does an upgrade that leaves it as it was.
        await DeleteAsync("apps/v1", "Deployment", "web");
        await UntilNotReadyAsync("web", Reasons.Degraded);
        await ReleaseAsync("web", "chart", "{wait: {degradedAfter: 1s}, values: {text: two}}");
        await UntilReadyAsync("web", 3);
        Assert.That(await GetAsync("apps/v1", "Deployment", "web"), Is.Not.Null);
    }

    private async Task<JsonArray> PortsAsync(string service) => (JsonArray)(await GetAsync("v1", "Service", service))!.Content["spec"]!["ports"]!;

    private static IEnumerable<string> Ports(Unstructured? service) => service?.Content["spec"]?["ports"]?.AsArray().Select(port => $"{port?["name"]} {port?["port"]} {port?["targetPort"]}") ?? [];

    private Task<HelmRelease> UntilDriftAsync(string name, string status, string reason, Func<HelmRelease, bool>? holds = null) => UntilReleaseAsync(
        name,
        $"Drifted is {status} for {reason}",
        release => release.CurrentStatus.Find("Drifted") is { } drifted && drifted.Status == status && drifted.Reason == reason && holds?.Invoke(release) != false);

    private Task EditTextAsync(string text) => PatchAsync("v1", "ConfigMap", "web-text", $"{{data: {{text: {text}}}}}");

    private Task<Unstructured?> UntilTextAsync(string text) => UntilAsync("v1", "ConfigMap", "web-text", $"its text is {text}", map => map?.Content["data"]?["text"]?.ToString() == text);
}
