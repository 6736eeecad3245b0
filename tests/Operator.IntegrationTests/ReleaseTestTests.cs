using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>The tests of releases, once a revision, as Flux runs them.</summary>
[Category("Integration")]
internal sealed class ReleaseTestTests : ReleaseTest
{
    [Test]
    public async Task G18_Tests_run_once_a_revision_and_the_history_shows_them()
    {
        await PackAsync(Chart("{{ .Values.tag }}"));
        await ReleaseAsync("web", "chart", "values: {tag: done}\ntest: {enable: true}");
        HelmRelease release = await UntilReadyAsync("web", 1);
        Assert.Multiple(() =>
        {
            Assert.That(Ready(release)!.Reason, Is.EqualTo(Reasons.TestSucceeded));
            Assert.That(release.CurrentStatus.Find("TestSuccess")!.Message, Does.EndWith("2 test hooks completed successfully"));
            Assert.That(release.CurrentStatus.History![0].TestHooks!.Values.Select(test => test.Phase), Is.EqualTo(new[] { "Succeeded", "Succeeded" }));
        });

        await ReleaseAsync("web", "chart", "values: {tag: done}\ntest: {enable: true}\ntimeout: 3m");
        await UntilReadyAsync("web", 1);
        Assert.That(Operator.Requests.Requests.Count(request => request.Verb == "apply" && request.Resource == "jobs"), Is.EqualTo(2), "no test runs again");
    }

    [Test]
    public async Task Tests_that_are_enabled_later_run_on_the_deployed_revision()
    {
        await PackAsync(Chart("done"));
        await ReleaseAsync("web", "chart");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "test: {enable: true, filters: [{name: second}]}");
        HelmRelease release = await UntilReleaseAsync("web", "tested", found => found.CurrentStatus.Find("TestSuccess") is { Status: "True" });

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        Assert.That(release.CurrentStatus.Find("TestSuccess")!.Message, Does.EndWith("1 test hook completed successfully"));
        Assert.That((await RevisionsAsync("web"))[0].Hooks!.ToDictionary(hook => hook.Name, hook => hook.LastRun.Phase), Is.EquivalentTo(new Dictionary<string, string> { ["first"] = "", ["second"] = "Succeeded" }));
    }

    [Test]
    public async Task A_test_that_fails_fails_the_release_which_stays_released()
    {
        await PackAsync(Chart("{{ .Values.tag }}"));
        await ReleaseAsync("web", "chart", "values: {tag: done}\ntest: {enable: true}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {tag: fail}\ntest: {enable: true}\nupgrade: {remediation: {remediateLastFailure: false}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.TestFailed);
        await UntilReleaseAsync("web", "stalled", found => found.CurrentStatus.Find("Stalled") is { Status: "True" });

        Assert.Multiple(() =>
        {
            Assert.That(release.CurrentStatus.Find("Released"), Has.Property("Status").EqualTo("True"));
            Assert.That(release.CurrentStatus.Find("TestSuccess"), Has.Property("Status").EqualTo("False"));
            Assert.That(release.CurrentStatus.Failure!.Code, Is.EqualTo("TestFailed"));
        });
        Release failed = (await RevisionsAsync("web"))[1];
        Assert.That(failed.Info!.Description, Is.EqualTo($"Upgrade \"web\" failed: resource Job/{Namespace}/first not ready. status: Failed, message: Job Failed. failed: 1/1"));
        Assert.That(failed.Hooks!.ToDictionary(hook => hook.Name, hook => hook.LastRun.Phase), Is.EquivalentTo(new Dictionary<string, string> { ["first"] = "Failed", ["second"] = "" }));
    }

    [Test]
    public async Task A_test_that_fails_is_rolled_back_to_a_revision_whose_tests_did_not()
    {
        await PackAsync(Chart("{{ .Values.tag }}"));
        await ReleaseAsync("web", "chart", "values: {tag: done, text: one}\ntest: {enable: true}");
        await UntilReadyAsync("web", 1);
        await ReleaseAsync("web", "chart", "values: {tag: fail, text: two}\ntest: {enable: true, ignoreFailures: true}");
        HelmRelease ignored = await UntilReadyAsync("web", 2);
        Assert.That(ignored.CurrentStatus.Find("TestSuccess"), Has.Property("Status").EqualTo("False"));
        await ReleaseAsync("web", "chart", "values: {tag: fail, text: three}\ntest: {enable: true}");
        await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);

        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 superseded, 2 superseded, 3 failed, 4 deployed"));
        Assert.That((await RevisionsAsync("web"))[3].Info!.RollbackRevision, Is.EqualTo(1));
    }

    [Test]
    public async Task Tests_go_on_after_a_restart_and_run_once()
    {
        await PackAsync(Chart("silent"));
        await ReleaseAsync("web", "chart", "test: {enable: true}");
        await UntilReleaseAsync("web", "the first test runs", found => found.CurrentStatus.Operation is { Phase: OperationPhase.Tests, HookUid: not null });
        await StopOperatorAsync();
        StartOperator();
        await Puppet.TreatAsync("silent", "done");
        await UntilReadyAsync("web", 1);
        Assert.That(Operator.Requests.Requests.Count(request => request.Verb == "apply" && request.Resource == "jobs"), Is.EqualTo(1), "only the second test is new");
        Assert.That(Operator.Requests.Requests.Count(request => request.Verb == "apply" && request.Resource == "configmaps"), Is.Zero, "and nothing is applied again");
    }

    private static TestChart Chart(string tag) => TestChart.OfConfigMap("chart")
        .With("templates/tests/first.yaml", HookCharts.Job("first", "test", tag: tag))
        .With("templates/tests/second.yaml", HookCharts.Job("second", "test", 1, tag: tag));
}
