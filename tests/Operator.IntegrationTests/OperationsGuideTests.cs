using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>What operators of Helm releases do by hand elsewhere: rows of <c>docs/scenarios.md</c> that no other fixture shows.</summary>
[Category("Integration")]
internal sealed class OperationsGuideTests : ReleaseTest
{
    private const string Impatient = "wait: {failFast: {rules: {CrashLoop: {after: 1s, restarts: 1}}}}";

    private const string ServiceTemplate = """
        apiVersion: v1
        kind: Service
        metadata:
          name: {{ .Release.Name }}
        spec:
          type: NodePort
          selector: {app: {{ .Release.Name }}}
          ports:
          - port: 80
            protocol: TCP
            {{- with .Values.nodePort }}
            nodePort: {{ . }}
            {{- end }}
        """;

    [Test]
    public async Task G1_What_helm_upgrade_install_is_told_by_flags_the_spec_says()
    {
        string target = NewNamespaceName();
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/hook.yaml", HookCharts.Job("never", "pre-install,pre-upgrade", tag: "fail")));
        string actions = $"targetNamespace: {target}, releaseName: web, maxHistory: 2, install: {{createNamespace: true, disableHooks: true, description: first of all}}, upgrade: {{disableHooks: true, description: ticket 4711}}";
        await ReleaseAsync("web", "chart", $"{{values: {{text: one}}, {actions}}}");
        await UntilReadyAsync("web", 1);
        Assert.That((await RevisionsAsync("web"))[0].Info?.Description, Is.EqualTo("first of all"));
        foreach (string text in (string[])["two", "three"])
        {
            await ReleaseAsync("web", "chart", $"{{values: {{text: {text}}}, {actions}}}");
            await UntilReadyAsync("web", text == "two" ? 2 : 3);
        }

        await ReleaseAsync("web", "chart", $"{{values: {{text: three}}, {actions}, interval: 7m}}");
        await UntilReadyAsync("web", 3);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("2 superseded, 3 deployed"), "of three revisions two are kept, and the same again makes none");
        Assert.That((await RevisionsAsync("web"))[1].Info?.Description, Is.EqualTo("ticket 4711"));
    }

    [Test]
    public async Task G2_A_NodePort_that_is_taken_is_refused_at_once_and_a_later_fix_installs()
    {
        int taken = await TakeNodePortAsync();
        await ReleaseAsync("web", "chart", $"values: {{nodePort: {taken}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);
        Assert.That(Ready(release)?.Message, Does.StartWith("Service/web: ").And.Contains($"{taken}").And.Contains("provided port is already allocated"));
        Assert.That((release.CurrentStatus.Failure?.Code, release.CurrentStatus.Failure?.Object), Is.EqualTo(("Refused", "Service/web")));
        Assert.That(await SecretsAsync("web"), Is.Empty);
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null, "nothing half-done stays");

        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task G2_What_an_install_created_before_a_late_refusal_is_removed_or_taken_over(bool isRemoved)
    {
        // What goes into a namespace that the install makes itself cannot be tried before.
        int taken = await TakeNodePortAsync();
        string target = NewNamespaceName();
        string spec = $"targetNamespace: {target}, releaseName: web, install: {{createNamespace: true, remediation: {{remediateLastFailure: {(isRemoved ? "true" : "false")}}}}}";
        await ReleaseAsync("web", "chart", $"{{values: {{nodePort: {taken}}}, {spec}}}");
        HelmRelease release = await UntilNotReadyAsync("web", isRemoved ? Reasons.UninstallSucceeded : Reasons.InstallFailed);
        Assert.That(Ready(release)?.Message, Does.Contain("Service/web: ").And.Contains("provided port is already allocated"));
        Assert.That(await HistoryAsync("web"), Is.EqualTo(isRemoved ? "" : "1 failed"));
        ConfigMap? created = await Client.Resource<ConfigMap>().GetAsync(new NamespacedName(target, "web-text"), CancellationToken.None);
        Assert.That(created is null, Is.EqualTo(isRemoved));

        await ReleaseAsync("web", "chart", $"{{{spec}}}");
        await UntilReadyAsync("web", isRemoved ? 1 : 2);
    }

    [Test]
    public async Task G4_A_failed_deploy_is_taken_back_to_the_newest_revision_that_was_good_and_the_status_says_which_and_why()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {replicas: 2}");
        await UntilReadyAsync("web", 2);
        await ReleaseAsync("web", "chart", "{values: {tag: silent}, upgrade: {timeout: 2s, remediation: {remediateLastFailure: false}}}");
        await UntilNotReadyAsync("web", Reasons.UpgradeFailed);

        await ReleaseAsync("web", "chart", $"{{values: {{tag: crash}}, {Impatient}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);
        Assert.That(Ready(release)?.Message, Does.Match("^Deployment/web: container app in pod web-.* is in CrashLoopBackOff .*; rolled back to revision 2$"));
        Release restored = (await RevisionsAsync("web"))[^1];
        Assert.That((restored.Version, restored.Info?.Description, restored.Info?.RollbackRevision), Is.EqualTo((5, "Rollback to 2", (int?)2)));
        Assert.That((await GetAsync("apps/v1", "Deployment", "web"))?.Content["spec"]?["replicas"]?.GetValue<int>(), Is.EqualTo(2));
    }

    [Test]
    public async Task G13_The_history_says_of_each_revision_why_it_was_made_and_how_it_ended()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", $"{{values: {{tag: crash}}, {Impatient}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        string[] told = [.. release.CurrentStatus.History!.Select(entry => $"{entry.Version} {entry.Trigger} {entry.Verdict} {entry.Cause}".TrimEnd())];
        Assert.That(told, Is.EqualTo(new[] { "3 revision 2 failed Good", "2 values Failed CrashLoop", "1 install Good" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task G25_A_failed_install_is_kept_or_cleaned_up_and_the_evidence_stays_either_way(bool isRemoved)
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", $"{{values: {{tag: crash}}, {Impatient}, install: {{remediation: {{remediateLastFailure: {(isRemoved ? "true" : "false")}}}}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", isRemoved ? Reasons.UninstallSucceeded : Reasons.InstallFailed);

        Assert.That(await HistoryAsync("web"), Is.EqualTo(isRemoved ? "" : "1 failed"));
        Assert.That(await GetAsync("apps/v1", "Deployment", "web") is null, Is.EqualTo(isRemoved));
        Assert.That((release.CurrentStatus.Failure?.Code, release.CurrentStatus.Failure?.ExitCode), Is.EqualTo(("CrashLoop", (int?)1)));
        Assert.That(await UntilEventAsync("web", Reasons.InstallFailed, "CrashLoopBackOff"), Does.Contain($"in pod {release.CurrentStatus.Failure?.Pod} "));
    }

    private async Task<int> TakeNodePortAsync()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/service.yaml", ServiceTemplate));
        await ReleaseAsync("first", "chart");
        await UntilReadyAsync("first", 1);
        return (await GetAsync("v1", "Service", "first"))!.Content["spec"]!["ports"]![0]!["nodePort"]!.GetValue<int>();
    }

    [Test]
    public async Task G18_A_Service_that_selects_no_pod_that_is_ready_is_named()
    {
        await PackAsync(TestChart.OfDeployment("chart").With("templates/service.yaml", """
            apiVersion: v1
            kind: Service
            metadata: {name: {{ .Release.Name }}}
            spec: {selector: {app: {{ .Values.select | default .Release.Name }}}, ports: [{port: 80, protocol: TCP}]}
            """));
        await ReleaseAsync("web", "chart", "{values: {select: misspelt}}");
        HelmRelease release = await UntilReadyAsync("web", 1);
        Assert.That(Ready(release)?.Message, Does.EndWith("; Service/web: selects no pod that is ready"));

        await ReleaseAsync("web", "chart");
        release = await UntilReadyAsync("web", 2);
        Assert.That(Ready(release)?.Message, Does.Not.Contain("selects no pod"));
    }
}
