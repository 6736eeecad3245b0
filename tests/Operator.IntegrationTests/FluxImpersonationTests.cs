using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Flux's scenarios of service accounts, under their numbers and names.</summary>
[Category("Integration")]
[TestFixture("steersman.dev/v1")]
[TestFixture("helm.toolkit.fluxcd.io/v2")]
internal sealed class FluxImpersonationTests(string apiVersion) : TenantTest
{
    private const string Autoscaler = """
        {{- if .Values.hpa }}
        apiVersion: autoscaling/v1
        kind: HorizontalPodAutoscaler
        metadata: {name: {{ .Release.Name }}}
        spec: {maxReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ .Release.Name }}}}
        {{- end }}
        """;

    protected override ReleaseKind Kind => ReleaseKinds.Of(apiVersion);

    [Test]
    public async Task S27_S28_impersonation()
    {
        await CreateAccountAsync();
        await GrantAsync("gotk-reconciler", """{apiGroups: ["", apps], resources: ["*"], verbs: ["*"]}""");
        await PackAsync(TestChart.OfDeployment("podinfo").With("templates/hpa.yaml", Autoscaler));
        StartOperator(new OperatorOptions { WatchNamespaces = [Namespace], ReconcileFlux = Kind.IsFlux });
        await ReleaseAsync("podinfo", "podinfo", $"serviceAccountName: {Tenant}");
        await UntilReadyAsync("podinfo", 1);

        await ReleaseAsync("podinfo-fail", "podinfo", $"{{serviceAccountName: {Tenant}, values: {{hpa: true}}}}");
        HelmRelease failed = await UntilReleaseAsync("podinfo-fail", "the autoscaler is refused", seen => seen.CurrentStatus.Find("Released")?.Status == "False");
        Assert.That(Ready(failed)?.Status, Is.EqualTo("False"));
        Assert.That(Ready(failed)?.Message, Does.Contain("HorizontalPodAutoscaler").IgnoreCase);
    }
}
