using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

public sealed class TestPhaseTests
{
    private static readonly HookFailure Broken = new(HookFailureStage.Wait, "test hook failed: container job in pod check exited with code 1 (Error)", "resource Pod/apps/check not ready. status: Failed, message: pod check failed");
    private static readonly HookRun Failed = new("test", 0, 3, "Pod/check", HookRunState.Failed) { IsBegun = true, Failure = Broken, Log = "no answer" };
    private static readonly TestRecord Passed = new(IsSuccess: true, new Dictionary<string, TestHookStatus>()) { Count = 3 };
    private static readonly TestRecord NotPassed = new(IsSuccess: false, new Dictionary<string, TestHookStatus>()) { Count = 1, Cause = "Pod/check: failed" };

    [TestCase(OperationType.Install, true, ExpectedResult = true)]
    [TestCase(OperationType.Upgrade, true, ExpectedResult = true)]
    [TestCase(OperationType.Upgrade, false, ExpectedResult = false)]
    [TestCase(OperationType.Rollback, true, ExpectedResult = false)]
    [TestCase(OperationType.Uninstall, true, ExpectedResult = false)]
    public bool Tests_follow_the_last_hook_of_an_install_or_upgrade_where_they_are_enabled(OperationType type, bool isEnabled) =>
        DecisionRules.Decide(Given.Running(type, OperationPhase.PostHooks, release: Release(new TestSpec { Enable = isEnabled }))).Step is Step.EnterPhase { Phase: OperationPhase.Tests };

    [Test]
    public void While_tests_run_the_release_counts_as_released_and_awaits_them()
    {
        HookRun running = Failed with { State = HookRunState.Running, Failure = null, Deadline = Given.Now + TimeSpan.FromMinutes(2) };
        Decision decision = Decide(running, new TestSpec { Enable = true, Timeout = TimeSpan.FromMinutes(2) });
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.Ready(), Is.EqualTo("Unknown Progressing: Running 'test' action with timeout of 2m0s: waiting for hook Pod/check"));
            Assert.That(Text(decision, "TestSuccess"), Is.EqualTo("Unknown AwaitingTests: Helm release apps/web.v2 with chart web@1.0.0 is awaiting tests"));
            Assert.That(Text(decision, "Released"), Is.EqualTo("True UpgradeSucceeded: Helm upgrade succeeded for release apps/web.v2 with chart web@1.0.0"));
        });
    }

    [TestCase(0, "no test hooks")]
    [TestCase(1, "1 test hook completed successfully")]
    [TestCase(3, "3 test hooks completed successfully")]
    public void Tests_that_succeed_settle_the_revision(int count, string text)
    {
        Observation seen = Given.Running(OperationType.Upgrade, OperationPhase.Tests, release: Release(new TestSpec { Enable = true }));
        Decision decision = DecisionRules.Decide(seen with { Operation = seen.Operation! with { Tests = count } });
        Assert.That(decision.Step, Is.EqualTo(new Step.SettleRevision()));
        Assert.That((decision.Event!.Reason, decision.Event.Message), Is.EqualTo(("TestSucceeded", $"Helm test succeeded for release apps/web.v2 with chart web@1.0.0: {text}")));
    }

    [Test]
    public void A_test_that_fails_fails_the_revision_which_stays_released()
    {
        Decision decision = Decide(Failed, new TestSpec { Enable = true });
        string cause = $"Pod/check: {Broken.Message}";
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.EqualTo(new Step.FailRevision(2, cause) { Code = "TestFailed", Hook = Failed }));
            Assert.That(decision.Ready(), Is.EqualTo($"False TestFailed: {cause}"));
            Assert.That(Text(decision, "TestSuccess"), Is.EqualTo($"False TestFailed: Helm test failed for release apps/web.v2 with chart web@1.0.0: {cause}"));
            Assert.That(Text(decision, "Released"), Does.StartWith("True UpgradeSucceeded"));
            Assert.That(decision.Event!.Message, Does.EndWith("last lines of the log:\nno answer"));
        });
    }

    [TestCase(true, null)]
    [TestCase(false, true)]
    public void A_test_that_fails_and_is_ignored_settles_the_revision(bool isIgnored, bool? byRemediation)
    {
        HelmRelease release = Given.Release(spec => spec with
        {
            Test = new TestSpec { Enable = true, IgnoreFailures = isIgnored },
            Upgrade = new UpgradeSpec { Remediation = new UpgradeRemediationSpec { IgnoreTestFailures = byRemediation } },
        });
        Decision decision = DecisionRules.Decide(Given.Running(OperationType.Upgrade, OperationPhase.Tests, Failed, release));
        Assert.That(decision.Step, Is.EqualTo(new Step.SettleRevision(Failed)));
        Assert.That(decision.Event!.Reason, Is.EqualTo("TestFailed"));
    }

    [TestCase(null, "1m0s")]
    [TestCase("5s", "5s")]
    public void Tests_are_no_part_of_how_long_an_upgrade_took(string? before, string after)
    {
        HelmReleaseStatus status = new() { LastAttemptedReleaseActionDuration = before };
        HelmRelease release = Given.Release(spec => spec with { Test = new TestSpec { Enable = true } }, status);
        Assert.That(DecisionRules.Decide(Given.Running(OperationType.Upgrade, OperationPhase.Tests, release: release)).Status.LastAttemptedReleaseActionDuration, Is.EqualTo(after));
    }

    [Test]
    public void A_settled_revision_is_tested_once()
    {
        HelmRelease release = Release(new TestSpec { Enable = true });
        Assert.That(DecisionRules.Decide(Given.Settled(release)).Step, Is.EqualTo(new Step.BeginTests(1, Given.Wanted)));
        Decision tested = DecisionRules.Decide(Tested(release, Passed));
        Assert.Multiple(() =>
        {
            Assert.That(tested.Step, Is.Null);
            Assert.That(tested.Ready(), Is.EqualTo("True TestSucceeded: Helm test succeeded for release apps/web.v1 with chart web@1.0.0: 3 test hooks completed successfully"));
        });
    }

    [Test]
    public void Tests_that_failed_and_are_ignored_leave_ready_alone()
    {
        Decision ignored = DecisionRules.Decide(Tested(Release(new TestSpec { Enable = true, IgnoreFailures = true }), NotPassed));
        Assert.That(ignored.Ready(), Does.StartWith("True InstallSucceeded"));
        Assert.That(Text(ignored, "TestSuccess"), Is.EqualTo("False TestFailed: Helm test failed for release apps/web.v1 with chart web@1.0.0: Pod/check: failed"));
        Assert.That(DecisionRules.Decide(Tested(Release(new TestSpec { Enable = true }), NotPassed)).Ready(), Does.StartWith("False TestFailed"));
        Assert.That(Text(DecisionRules.Decide(Tested(Given.Release(), NotPassed)), "TestSuccess"), Is.Null, "nothing is said where tests are off");
    }

    // Flux: a snapshot with a failed test that is not ignored is Failed, and with counters that the change of the spec reset it is upgraded.
    [TestCase(false, null, "attempt-2", true)]
    [TestCase(false, null, "attempt-1", false, Description = "the spec has not changed since")]
    [TestCase(true, null, "attempt-2", false)]
    [TestCase(false, true, "attempt-2", false)]
    public void Failed_tests_that_are_not_ignored_any_more_have_the_revision_made_anew(bool isIgnored, bool? byRemediation, string attempt, bool isMadeAnew)
    {
        HelmRelease release = Given.Release(spec => spec with
        {
            Test = new TestSpec { Enable = true, IgnoreFailures = isIgnored },
            Install = new InstallSpec { Remediation = new RemediationSpec { IgnoreTestFailures = byRemediation } },
        });
        DesiredState desired = Given.Wanted with { Attempt = attempt };
        Assert.That(DecisionRules.Decide(Tested(release, NotPassed) with { Desired = desired }).Step, Is.EqualTo(isMadeAnew ? new Step.PrepareRevision(OperationType.Upgrade, desired, "spec") : null));
        Assert.That(DecisionRules.Decide(Tested(release, Passed) with { Desired = desired }).Step, Is.Null);
    }

    [Test]
    public void Tests_of_a_deployed_revision_that_give_way_leave_it_deployed()
    {
        HookRun waiting = Failed with { State = HookRunState.NotStarted, IsBegun = false, Failure = null };
        Observation seen = Given.Running(OperationType.Upgrade, OperationPhase.Tests, waiting) with { Desired = Given.Newer };
        seen = seen with { Operation = seen.Operation! with { Record = seen.Operation.Record with { IsTesting = true } } };
        Assert.That(DecisionRules.Decide(seen).Step, Is.EqualTo(new Step.SettleRevision(IsInterrupted: true)));
    }

    [Test]
    public void A_revision_whose_tests_failed_is_no_target_of_a_rollback()
    {
        History history = Given.Stored(
            Given.Revision(3, "failed", Given.Record(OperationType.Upgrade)),
            Given.Revision(2, "superseded", Given.Record(OperationType.Upgrade) with { Tests = NotPassed }),
            Given.Revision(1, "superseded", Given.Record() with { Tests = Passed }));
        Assert.That(RollbackTarget.Choose(history, 3)!.Revision, Is.EqualTo(1));
    }

    [Test]
    public void A_failed_test_is_remedied_as_any_failure()
    {
        Observation seen = Given.Failed(OperationType.Upgrade);
        RevisionSummary failed = seen.History.Newest! with { Operation = seen.History.Newest.Operation! with { Code = "TestFailed", Tests = NotPassed } };
        seen = seen with { History = Given.Stored(failed, seen.History.Revisions[1]) };
        Assert.That(DecisionRules.Decide(seen).Step, Is.TypeOf<Step.PrepareRollback>());

        HelmRelease kept = Given.Release(spec => spec with { Upgrade = new UpgradeSpec { Remediation = new UpgradeRemediationSpec { RemediateLastFailure = false } } });
        Decision decision = DecisionRules.Decide(seen with { Release = kept });
        Assert.That(decision.Ready(), Does.StartWith("False TestFailed"));
        Assert.That(Text(decision, "Released"), Is.Null, "what is said of the release stays");
    }

    [TestCase("a,b", "", ExpectedResult = "a b")]
    [TestCase("a,b,c", "a", ExpectedResult = "a")]
    [TestCase("a,b,c", "!b", ExpectedResult = "a c")]
    [TestCase("a,b,c", "a,b,!b", ExpectedResult = "a")]
    [TestCase("a,b", "z", ExpectedResult = "")]
    public string Filters_choose_tests_and_exclusion_wins(string hooks, string filters)
    {
        TestSpec spec = new() { Filters = [.. filters.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(filter => new TestFilter { Name = filter.TrimStart('!'), Exclude = filter[0] == '!' })] };
        return string.Join(' ', hooks.Split(',').Where(spec.Selects));
    }

    private static HelmRelease Release(TestSpec test) => Given.Release(spec => spec with { Test = test });

    private static Decision Decide(HookRun? hook, TestSpec test) => DecisionRules.Decide(Given.Running(OperationType.Upgrade, OperationPhase.Tests, hook, Release(test)));

    private static Observation Tested(HelmRelease release, TestRecord tests) => Given.Settled(release) with { History = Given.Stored(Given.Revision(1, "deployed", Given.Record() with { Tests = tests })) };

    private static string? Text(Decision decision, string type) =>
        decision.Status.Conditions?.FirstOrDefault(condition => condition.Type == type) is { } found ? $"{found.Status} {found.Reason}: {found.Message}" : null;
}
