using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>What is looked at before anything is changed.</summary>
[Category("Integration")]
internal sealed class PreflightTests : ReleaseTest
{
    private const string EnvFrom = """

                envFrom:
                - configMapRef: {name: {{ .Release.Name }}-text}
                {{- with .Values.secret }}
                - secretRef: {name: {{ . }}}
                {{- end }}
        """;

    private static readonly TestChart Chart = TestChart.OfConfigMap("chart").With("templates/deployment.yaml", TestChart.DeploymentTemplate + EnvFrom);

    [Test]
    public async Task G17_What_would_fail_later_blocks_a_change_before_anything_is_written_and_is_named()
    {
        await PackAsync(Chart);
        await ApplyAsync("{apiVersion: v1, kind: ResourceQuota, metadata: {name: team}, spec: {hard: {pods: \"2\"}}}");
        await UntilAsync("v1", "ResourceQuota", "team", "it counts", quota => quota?.Content["status"]?["used"]?["pods"] is not null);
        await ReleaseAsync("web", "chart", "{preflight: {mode: Block}, values: {replicas: 3, secret: keys}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InstallFailed);
        Assert.That(release.CurrentStatus.Failure?.Code, Is.EqualTo(Reasons.PreflightFailed));
        Assert.That(
            release.CurrentStatus.Failure?.Message,
            Does.Contain($"Deployment/web: Secret/keys, which its pods use, is not in namespace {Namespace}: create it").And.Contain("ResourceQuota/team: pods: 3 more are needed, and 2 of 2 are left"));
        Assert.That(await SecretsAsync("web"), Is.Empty);
        Assert.That(await GetAsync("v1", "ConfigMap", "web-text"), Is.Null);

        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {a: b}}");
        await ReleaseAsync("web", "chart", "{preflight: {mode: Block}, values: {replicas: 2, secret: keys}}");
        await UntilReadyAsync("web", 1);
    }

    [Test]
    public async Task G17_The_object_that_a_preflight_missed_wakes_the_release_when_it_comes()
    {
        await PackAsync(Chart);
        await ReleaseAsync("web", "chart", "{preflight: {mode: Block}, values: {secret: keys}}");
        HelmRelease blocked = await UntilNotReadyAsync("web", Reasons.InstallFailed);
        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {a: b}}");
        HelmRelease release = await UntilReadyAsync("web", 1);
        Assert.That(Ready(release)!.LastTransitionTime, Is.LessThan(blocked.CurrentStatus.NextRetryAt!.Value), "nobody waits for the next try");
    }

    [Test]
    public async Task G17_A_key_that_is_missing_blocks_and_wakes_the_release_when_it_comes()
    {
        await PackAsync(TestChart.OfDeployment("chart").With("templates/deployment.yaml", TestChart.DeploymentTemplate + "\n        env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: keys, key: password}}}]"));
        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {user: a}}");
        await ReleaseAsync("web", "chart", "preflight: {mode: Block}");
        HelmRelease blocked = await UntilNotReadyAsync("web", Reasons.InstallFailed);
        Assert.That(blocked.CurrentStatus.Failure?.Message, Does.Contain($"Deployment/web: Secret/keys of namespace {Namespace} has no key password, which its pods use: add the key"));
        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {user: a, password: b}}");
        HelmRelease release = await UntilReadyAsync("web", 1);
        Assert.That(Ready(release)!.LastTransitionTime, Is.LessThan(blocked.CurrentStatus.NextRetryAt!.Value), "nobody waits for the next try");
    }

    [Test]
    public async Task G17_A_plan_tells_what_may_fail_and_blocks_nothing_unless_asked()
    {
        await PackAsync(Chart);
        await ReleaseAsync("web", "chart", "{approval: Manual, values: {secret: keys}}");
        HelmRelease release = await UntilReleaseAsync("web", "a plan awaits approval", seen => Ready(seen)?.Reason == Reasons.AwaitingApproval);
        Assert.That(release.CurrentStatus.Plan?.Findings, Has.Count.EqualTo(1));
        Assert.That(release.CurrentStatus.Plan!.Findings![0], Does.StartWith("Deployment/web: Secret/keys, which its pods use, is not in namespace"));
        Assert.That(Ready(release)?.Message, Does.Contain("(2 added, 0 changed, 0 removed, 1 finding)"));
        await PatchAsync(HelmRelease.Mapping.Kind.ApiVersion, "HelmRelease", "web", $"metadata: {{annotations: {{steersman.dev/approve: \"{release.CurrentStatus.Plan.Digest}\"}}}}");
        await UntilReleaseAsync("web", "it is installed", seen => seen.CurrentStatus.Release?.Revision == 1);
    }

    [Test]
    public async Task G29_A_ConfigMap_that_changes_without_the_pods_that_use_it_is_told_with_their_workload()
    {
        await PackAsync(Chart);
        await ReleaseAsync("web", "chart", "values: {text: one}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {text: two}");
        await UntilReadyAsync("web", 2);
        await UntilEventAsync("web", Reasons.StaleConfiguration, "ConfigMap/web-text changes, but no pod template that uses it: running pods of Deployment/web may keep the old content");
    }
}
