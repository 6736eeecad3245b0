using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
internal sealed class ApplyTests : ReleaseTest
{
    private const string Selecting = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ .Release.Name }}
        spec:
          selector:
            matchLabels: {app: {{ .Values.app }}}
          template:
            metadata:
              labels: {app: {{ .Values.app }}}
            spec:
              containers:
              - {name: app, image: "localhost/app:ready"}
        """;

    private const string Claim = """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata:
          name: {{ .Release.Name }}
        spec:
          accessModes: [{{ .Values.mode }}]
          resources: {requests: {storage: 1Gi}}
        """;

    [Test]
    public async Task G8_A_field_that_may_not_change_is_named_with_the_way_out_and_force_replaces_the_object()
    {
        await PackAsync(new TestChart("chart").With("templates/deployment.yaml", Selecting));
        await ReleaseAsync("web", "chart", "values: {app: a}");
        await UntilReadyAsync("web", 1);
        string? uid = (await GetAsync("apps/v1", "Deployment", "web"))?.Metadata.Uid;

        await ReleaseAsync("web", "chart", "values: {app: b}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.UpgradeFailed);
        Assert.That(Ready(release)?.Message, Is.EqualTo("Deployment/web: spec.selector: field is immutable; leave the field as it is, or set spec.upgrade.force: true to have the object deleted and created anew"));
        Assert.That(release.CurrentStatus.Failure?.Object, Is.EqualTo("Deployment/web"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));

        await ReleaseAsync("web", "chart", "{values: {app: b}, upgrade: {force: true}}");
        await UntilReadyAsync("web", 2);
        Unstructured? replaced = await GetAsync("apps/v1", "Deployment", "web");
        Assert.That(replaced?.Content["spec"]?["selector"]?["matchLabels"]?["app"]?.ToString(), Is.EqualTo("b"));
        Assert.That(replaced?.Metadata.Uid, Is.Not.EqualTo(uid));
    }

    [Test]
    public async Task What_holds_data_is_not_deleted_even_by_force()
    {
        await PackAsync(new TestChart("chart").With("templates/claim.yaml", Claim));
        await ReleaseAsync("web", "chart", "{values: {mode: ReadWriteOnce}, install: {disableWait: true}}");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", "{values: {mode: ReadWriteMany}, upgrade: {force: true, disableWait: true}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.UpgradeFailed);
        Assert.That(Ready(release)?.Message, Does.StartWith("PersistentVolumeClaim/web: spec: ").And.EndWith("delete the object by hand: no PersistentVolumeClaim is deleted to be created anew"));
        Assert.That((await GetAsync("v1", "PersistentVolumeClaim", "web"))?.Metadata.DeletionTimestamp, Is.Null);
    }

    [Test]
    public async Task An_object_of_another_release_is_refused_and_its_owner_named()
    {
        await PackAsync(new TestChart("one").With("templates/shared.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shared}\ndata: {of: {{ .Release.Name }}}\n"));
        await ReleaseAsync("first", "one");
        await UntilReadyAsync("first", 1);
        await ReleaseAsync("second", "one");
        HelmRelease second = await UntilNotReadyAsync("second", Reasons.InstallFailed);

        string expected = $"ConfigMap/shared belongs to HelmRelease {Namespace}/first: give the object another name, or take it out of that release first";
        Assert.That((Ready(second)?.Message, second.CurrentStatus.Find("Stalled")?.Reason), Is.EqualTo((expected, Reasons.ObjectOwned)));
        Assert.That(await SecretsAsync("second"), Is.Empty);

        // Another process has seen nothing yet: it asks the object.
        await StopOperatorAsync();
        await ReleaseAsync("third", "one");
        StartOperator();
        await UntilNotReadyAsync("third", Reasons.InstallFailed);
        Assert.That((await GetAsync("v1", "ConfigMap", "shared"))?.Content["data"]?["of"]?.ToString(), Is.EqualTo("first"));

        // What the owner lets go is free, and who waited for it takes it at once.
        await DeleteReleaseAsync("third");
        await DeleteReleaseAsync("first");
        await UntilReadyAsync("second", 1);
        Assert.That((await GetAsync("v1", "ConfigMap", "shared"))?.Content["data"]?["of"]?.ToString(), Is.EqualTo("second"));
    }

    [Test]
    public async Task What_an_upgrade_of_its_owner_lets_go_is_taken_at_once_by_who_waited_for_it()
    {
        await PackAsync(new TestChart("one").With("templates/shared.yaml", "{{ if not .Values.less }}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: shared}\ndata: {of: {{ .Release.Name }}}\n{{ end }}\n"));
        await ReleaseAsync("first", "one");
        await UntilReadyAsync("first", 1);
        await ReleaseAsync("second", "one", "adoption: Strict");
        await UntilNotReadyAsync("second", Reasons.InstallFailed);
        await ReleaseAsync("first", "one", "values: {less: true}");
        await UntilReadyAsync("second", 1);
        Assert.That((await GetAsync("v1", "ConfigMap", "shared"))?.Content["data"]?["of"]?.ToString(), Is.EqualTo("second"));
    }

    [Test]
    public async Task A_port_that_others_put_in_the_place_of_one_is_named_with_the_way_out()
    {
        await PackAsync(new TestChart("chart").With("templates/service.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{name: http, port: {{ .Values.port }}}]}\n"));
        await ReleaseAsync("web", "chart", "values: {port: 80}");
        await UntilReadyAsync("web", 1);
        await PatchAsync("v1", "Service", "web", "{spec: {ports: [{name: http, port: 81}]}}");
        await ReleaseAsync("web", "chart", "values: {port: 8080}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.UpgradeFailed);
        Assert.That(Ready(release)?.Message, Does.Contain("spec.ports[1].name: Duplicate value: \"http\"; others have put an element into spec.ports in the place of one of the release: take it out, or set spec.driftDetection.mode to enabled"));

        await ReleaseAsync("web", "chart", "{values: {port: 8080}, driftDetection: {mode: enabled}}");
        await UntilReadyAsync("web", 2);
        Assert.That((await GetAsync("v1", "Service", "web"))?.Content["spec"]?["ports"]?.AsArray().Select(port => (int?)port?["port"]), Is.EqualTo(new[] { 8080 }));
    }

    [Test]
    public async Task An_object_that_exists_is_taken_over_unless_that_is_turned_off()
    {
        await ApplyAsync("{apiVersion: v1, kind: ConfigMap, metadata: {name: web-text}, data: {text: by hand}}");
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "install: {disableTakeOwnership: true}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);
        Assert.That(
            Ready(release)?.Message,
            Does.StartWith($"unable to continue with install: ConfigMap \"web-text\" in namespace \"{Namespace}\" exists and cannot be imported into the current release: invalid ownership metadata; label validation error: missing key"));

        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("hello"));
    }

    [Test]
    public async Task An_object_that_exists_is_refused_with_its_owner_where_adoption_is_strict_and_what_the_release_made_itself_is_not()
    {
        await ApplyAsync("{apiVersion: v1, kind: ConfigMap, metadata: {name: web-text, annotations: {meta.helm.sh/release-name: old, meta.helm.sh/release-namespace: shop}}, data: {text: by hand}}");
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "adoption: Strict");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);
        Assert.That(
            (Ready(release)?.Message, release.CurrentStatus.Failure?.Code),
            Is.EqualTo(("ConfigMap/web-text exists already, of release shop/old, and spec.adoption is Strict: delete it, give the object another name, or set spec.adoption to Adopt", "ObjectExists")));
        Assert.That(await SecretsAsync("web"), Is.Empty);

        await DeleteAsync("v1", "ConfigMap", "web-text");
        await ReleaseAsync("web", "chart", "{adoption: Strict, values: {text: new}}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{adoption: Strict, values: {text: newer}}");
        await UntilReadyAsync("web", 2);
    }

    [TestCase("helm-controller", "Apply")]
    [TestCase("helm-controller", "Update")]
    [TestCase("terraform-provider-helm_v2.17.0_x5", "Update")]
    public async Task Fields_that_Flux_or_Helm_wrote_and_the_chart_drops_go_with_the_first_apply(string manager, string operation)
    {
        await WriteAsync(manager, operation);
        await ApplyAsync("{apiVersion: v1, kind: ConfigMap, metadata: {name: web-text}, data: {others: stays}}");

        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await AssertTakenOverAsync();
    }

    [Test]
    public async Task Fields_that_Flux_wrote_go_also_where_the_operator_ends_before_it_took_them_over()
    {
        await WriteAsync("helm-controller", "Apply");
        await ApplyAsync("{apiVersion: v1, kind: ConfigMap, metadata: {name: web-text}, data: {others: stays}}");
        await StopOperatorAsync();
        StalledPatches stalled = new("application/json-patch+json");
        StartOperator(wrapTransport: stalled.Wrap);
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        await Until.EndsAsync(stalled.Begun, "the fields are about to be taken over");
        await StopOperatorAsync();

        StartOperator();
        await UntilReadyAsync("web", 1);
        await AssertTakenOverAsync();
    }

    private async Task WriteAsync(string manager, string operation)
    {
        JsonObject written = (JsonObject)Kubernetes.Client.Json.YamlJson.Parse(
            $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: web-text, namespace: {Namespace}, annotations: {{meta.helm.sh/release-name: web}}}}, data: {{text: old, stale: x}}}}")!;
        IResourceClient<Unstructured> configMaps = await Client.ResourceAsync(GroupVersionKind.Parse("v1", "ConfigMap"), CancellationToken.None);
        await (operation == "Apply"
            ? configMaps.ApplyAsync(new Unstructured(written), new ApplyOptions(manager), CancellationToken.None)
            : configMaps.CreateAsync(new Unstructured(written), new WriteOptions { FieldManager = manager }, CancellationToken.None));
    }

    private async Task AssertTakenOverAsync()
    {
        Unstructured? live = await GetAsync("v1", "ConfigMap", "web-text");
        Assert.That(live?.Content["data"]?.ToJsonString(), Is.EqualTo("""{"others":"stays","text":"hello"}"""));
        string[] managers = [.. (live?.Metadata.Content["managedFields"] as JsonArray ?? []).Select(entry => $"{entry?["manager"]}/{entry?["operation"]}").Order(StringComparer.Ordinal)];
        Assert.That(managers, Is.EqualTo(new[] { "helm/Apply", "steersman-tests/Apply" }));
    }

    [Test]
    public async Task G1_Values_of_the_revision_before_stay_in_force_where_they_are_preserved()
    {
        await PackAsync(new TestChart("chart").With("values.yaml", "text: default\nother: one\n").With("templates/a.yaml", TestChart.ConfigMapTemplate + "\n  other: {{ .Values.other | quote }}\n  more: {{ .Values.more | quote }}\n"));
        await ReleaseAsync("web", "chart", "values: {text: first, more: kept}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "{values: {text: second}, upgrade: {preserveValues: true}}");
        await UntilReadyAsync("web", 2);
        Assert.That((await GetAsync("v1", "ConfigMap", "web-text"))?.Content["data"]?.ToJsonString(), Is.EqualTo("""{"more":"kept","other":"one","text":"second"}"""));
    }

    [Test]
    public async Task G1_What_a_failed_upgrade_created_is_deleted_where_that_is_asked_for()
    {
        await PackAsync(TestChart.OfDeployment("chart").With("templates/more.yaml", "{{ if .Values.more }}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}-more}\n{{ end }}"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        const string Failing = "values: {more: true, tag: crash}, wait: {failFast: {enabled: false}}, upgrade: {timeout: 3s, remediation: {remediateLastFailure: false}";
        await ReleaseAsync("web", "chart", $"{{{Failing}, cleanupOnFail: true}}}}");
        await UntilNotReadyAsync("web", Reasons.UpgradeFailed);
        await UntilAsync("v1", "ConfigMap", "web-more", "is gone", item => item is null);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed, 2 failed"));
        Assert.That(await GetAsync("apps/v1", "Deployment", "web"), Is.Not.Null);
    }

    [Test]
    public async Task G10_A_release_that_was_uninstalled_with_its_history_is_replaced()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "uninstall: {keepHistory: true}");
        await UntilReadyAsync("web", 1);
        await DeleteReleaseAsync("web");
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 uninstalled"));
        await ReleaseAsync("web", "chart", "install: {replace: true}");
        await UntilReadyAsync("web", 2);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 deployed"));
        Assert.That((await RevisionsAsync("web"))[0].Info?.Description, Is.EqualTo("superseded by new release"));
    }

    [Test]
    public async Task A_field_that_the_API_does_not_have_is_refused_unless_that_is_turned_off()
    {
        await TestCluster.NeedAsync(25, "servers validate fields strictly from Kubernetes 1.25 on");
        await PackAsync(new TestChart("chart").With("templates/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}-text}\ndatta: {a: b}\n"));
        await ReleaseAsync("web", "chart");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);
        Assert.That(Ready(release)?.Message, Does.StartWith("ConfigMap/web-text: ").And.Contains("datta"));
        // Without server-side apply, which knows every field or fails.
        await ReleaseAsync("web", "chart", "upgrade: {serverSideApply: disabled}");
        await UntilReleaseAsync("web", "refused again", found => found.CurrentStatus.ObservedGeneration == found.Metadata.Generation && Ready(found)?.Message?.Contains("unknown field \"datta\"", StringComparison.Ordinal) == true);
        await ReleaseAsync("web", "chart", "upgrade: {serverSideApply: disabled, disableOpenAPIValidation: true}");
        await UntilReleaseAsync("web", "ready", found => Ready(found) is { Status: "True" });
    }

    [Test]
    public async Task Where_fields_cannot_be_validated_strictly_an_event_says_so()
    {
        bool validates = int.Parse((await Client.GetVersionAsync(CancellationToken.None)).Minor.TrimEnd('+'), System.Globalization.CultureInfo.InvariantCulture) >= 25;
        await PackAsync(new TestChart("chart").With("templates/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}-text}\ndatta: {a: b}\n"));
        await ReleaseAsync("web", "chart", "install: {serverSideApply: false}");
        if (validates)
        {
            HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);
            Assert.That(Ready(release)?.Message, Does.Contain("unknown field \"datta\""));
        }
        else
        {
            await UntilReadyAsync("web", 1);
            await UntilEventAsync("web", "FieldsNotValidated", "strict validation of fields was not possible");
        }
    }
}
