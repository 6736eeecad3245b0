using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Revisions that somebody marked as good.</summary>
[Category("Integration")]
internal sealed class MarkGoodTests : ReleaseTest
{
    private const string Impatient = "maxHistory: 3, wait: {failFast: {rules: {CrashLoop: {after: 1s, restarts: 1}}}}";

    [Test]
    public async Task G28_a_known_good_revision_is_never_pruned_and_is_what_a_failed_upgrade_goes_back_to()
    {
        await PackAsync(TestChart.OfDeployment("chart"));
        await ReleaseAsync("web", "chart", $"{{values: {{replicas: 1}}, {Impatient}}}");
        await UntilReadyAsync("web", 1);
        await MarkAsync("1/a");
        HelmRelease marked = await UntilReleaseAsync("web", "marked", release => release.CurrentStatus.LastHandledMarkGood == "1/a");
        Assert.That(marked.CurrentStatus.History?[0].MarkedGood, Is.True);
        await UntilEventAsync("web", Reasons.MarkedGood, "revision 1 of release");

        for (int revision = 2; revision <= 5; revision++)
        {
            await ReleaseAsync("web", "chart", $"{{values: {{replicas: {revision}}}, {Impatient}}}");
            await UntilReadyAsync("web", revision);
        }

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 3 superseded, 4 superseded, 5 deployed"));
        await ReleaseAsync("web", "chart", $"{{values: {{replicas: 1, tag: crash}}, {Impatient}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        Assert.That(Ready(release)?.Message, Does.EndWith("; rolled back to revision 1"));
        Assert.That((await RevisionsAsync("web"))[^1].Info?.Description, Is.EqualTo("Rollback to 1"));
        Assert.That((await SecretsAsync("web"))[0].Metadata.Annotations["steersman.dev/good"], Is.Not.Null);
    }

    [Test]
    public async Task A_mark_that_cannot_be_set_is_told_and_one_that_is_taken_away_counts_no_more()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await MarkAsync("7/a");
        await UntilEventAsync("web", Reasons.MarkGoodIgnored, "revision 7 is not in the history");

        await MarkAsync("1/b");
        await UntilReleaseAsync("web", "marked", release => release.CurrentStatus.History?[0].MarkedGood == true);
        await PatchAsync("v1", "Secret", "sh.helm.release.v1.web.v1", "metadata: {annotations: {steersman.dev/good: null}}");
        await UntilReleaseAsync("web", "the mark is gone", release => release.CurrentStatus.History?[0].MarkedGood is null);
    }

    private Task MarkAsync(string request) => PatchAsync("steersman.dev/v1", "HelmRelease", "web", $"metadata: {{annotations: {{steersman.dev/mark-good: \"{request}\"}}}}");
}
