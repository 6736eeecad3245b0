using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.EndToEndTests;

/// <summary>The real podinfo, chart and image, where <c>STEERSMAN_IMAGES</c> names a folder that holds them and the server is new enough for the chart.</summary>
[Category("EndToEnd")]
internal sealed class PodinfoTests : NodeTest
{
    [Test]
    public async Task Podinfo_is_installed_and_an_upgrade_that_never_becomes_ready_is_rolled_back_at_its_timeout()
    {
        await PackAsync("podinfo", await ChartAsync());
        await ReleaseAsync("podinfo", "podinfo", "{timeout: 5m, values: {replicaCount: 1}}");
        await UntilReleaseAsync("podinfo", "ready", seen => Ready(seen) is { Status: "True" }, RolloutPatience);

        await ReleaseAsync("podinfo", "podinfo", "{timeout: 20s, values: {replicaCount: 1, faults: {unready: true}}}");
        HelmRelease release = await UntilReleaseAsync("podinfo", "rolled back", seen => Ready(seen) is { Status: "False", Reason: "RollbackSucceeded" }, RolloutPatience);

        Assert.Multiple(async () =>
        {
            Assert.That(release.CurrentStatus.Failure!.Code, Is.EqualTo("Timeout"));
            Assert.That(release.CurrentStatus.Failure.Object, Is.EqualTo("Deployment/podinfo"));
            Assert.That(await HistoryAsync("podinfo"), Is.EqualTo("1 superseded, 2 failed, 3 deployed"));
        });
    }

    private static async Task<byte[]> ChartAsync()
    {
        string? chart = Environment.GetEnvironmentVariable("STEERSMAN_IMAGES") is { Length: > 0 } folder ? Directory.EnumerateFiles(folder, "podinfo-*.tgz").FirstOrDefault() : null;
        if (chart is null)
        {
            throw new IgnoreException("STEERSMAN_IMAGES names no folder with podinfo's chart and image");
        }

        await TestCluster.NeedAsync(23, "podinfo's chart asks for Kubernetes 1.23");
        return await File.ReadAllBytesAsync(chart);
    }
}
