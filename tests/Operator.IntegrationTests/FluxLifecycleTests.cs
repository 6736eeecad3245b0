using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Flux's lifecycle scenarios with pods whose images say how they fare.</summary>
[Category("Integration")]
[TestFixture("steersman.dev/v1")]
[TestFixture("helm.toolkit.fluxcd.io/v2")]
internal sealed class FluxLifecycleTests(string apiVersion) : FluxLifecycle
{
    protected override ReleaseKind Kind => ReleaseKinds.Of(apiVersion);

    protected override string Good => "tag: ready";

    protected override string Unready => "tag: silent";

    protected override string TestFails => "tag: ready, tests: fail";

    protected override Task PackChartAsync() => PackAsync(TestChart.OfDeployment("chart")
        .With("templates/tests/probe.yaml", HookCharts.Job("{{ .Release.Name }}-probe", "test", tag: "{{ .Values.tests | default \"done\" }}"))
        .With("templates/ttl.yaml", $"{{{{ if .Values.jobTtl }}}}\n{HookCharts.Job("{{ .Release.Name }}-ttl", "post-install", spec: "ttlSecondsAfterFinished: 0")}\n{{{{ end }}}}\n"));

    [Test]
    public async Task What_fails_under_RetryOnFailure_is_upgraded_until_it_succeeds()
    {
        await ReleaseAsync("web", "chart", $"{{values: {{{Unready}}}, timeout: 2s, install: {{strategy: {{name: RetryOnFailure, retryInterval: 1s}}}}, upgrade: {{strategy: {{name: RetryOnFailure, retryInterval: 1s}}}}}}");
        await UntilReleaseAsync("web", "a third try", seen => seen.CurrentStatus.Release?.Revision >= 3);
        await Puppet.TreatAsync("silent", "ready");
        HelmRelease release = await UntilReleaseAsync("web", "a try succeeds", seen => Ready(seen)?.Status == "True");

        Assert.That(release.CurrentStatus.Failure, Is.Null);
        Assert.That(await HistoryAsync("web"), Does.StartWith("1 failed, 2 failed, ").And.EndWith("deployed"));
    }
}
