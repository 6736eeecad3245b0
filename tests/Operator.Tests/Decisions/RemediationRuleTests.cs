using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

public sealed class RemediationRuleTests
{
    [Test]
    public void A_failed_upgrade_is_rolled_back_to_the_last_good_revision() =>
        Assert.That(DecisionRules.Decide(Given.Failed(OperationType.Upgrade)).Step, Is.EqualTo(new Step.PrepareRollback(1, "attempt-1", "Deployment/web: broken", null)));

    [Test]
    public void A_rollback_needs_neither_source_nor_values() =>
        Assert.That(
            DecisionRules.Decide(Given.Failed(OperationType.Upgrade) with { Desired = null, Source = new SourceState(SourcePhase.Failed, Message: "gone") }).Step,
            Is.TypeOf<Step.PrepareRollback>());

    [Test]
    public void A_failed_upgrade_without_a_good_revision_stalls()
    {
        Observation seen = Given.Failed(OperationType.Upgrade);
        Decision decision = DecisionRules.Decide(seen with { History = Given.Stored(seen.History.Revisions[0]) });
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Stalled(), Does.StartWith("True MissingRollbackTarget: Deployment/web: broken"));
    }

    [Test]
    public void A_revision_that_helm_relabelled_after_its_failure_is_no_target()
    {
        Observation seen = Given.Failed(OperationType.Upgrade);
        seen = seen with
        {
            History = Given.Stored(
                Given.Revision(4, "failed", seen.History.Revisions[0].Operation),
                Given.Revision(3, "superseded", null) with { Description = "Rollback \"web\" failed: x" },
                Given.Revision(2, "superseded", null) with { Description = "Upgrade complete" }),
        };
        Assert.That(((Step.PrepareRollback)DecisionRules.Decide(seen).Step!).Target, Is.EqualTo(2));
    }

    [Test]
    public void With_remediation_turned_off_the_failure_stays()
    {
        HelmRelease release = Given.Release(spec => spec with { Upgrade = new UpgradeSpec { Remediation = new UpgradeRemediationSpec { RemediateLastFailure = false } } });
        Decision decision = DecisionRules.Decide(Given.Failed(OperationType.Upgrade, release));
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Ready(), Does.StartWith("False UpgradeFailed: Deployment/web: broken"));
    }

    [Test]
    public void A_failed_install_is_kept_by_default()
    {
        Decision decision = DecisionRules.Decide(Given.Failed(OperationType.Install));
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Stalled(), Is.EqualTo("True RetriesExceeded: Failed to install after 1 attempt(s)"));
        Assert.That(decision.Ready(), Does.StartWith("False InstallFailed: Deployment/web: broken"));
    }

    [Test]
    public void A_failed_install_is_removed_where_that_is_asked_for()
    {
        HelmRelease release = Given.Release(spec => spec with { Install = new InstallSpec { Remediation = new RemediationSpec { RemediateLastFailure = true } } });
        Assert.That(DecisionRules.Decide(Given.Failed(OperationType.Install, release)).Step, Is.EqualTo(new Step.PrepareUninstall("attempt-1", "Deployment/web: broken")));
    }

    [Test]
    public void A_newer_state_comes_before_the_rollback() =>
        Assert.That(DecisionRules.Decide(Given.Failed(OperationType.Upgrade) with { Desired = Given.Newer }).Step, Is.TypeOf<Step.PrepareRevision>());

    [Test]
    public void A_failed_rollback_is_tried_again_at_once_when_the_spec_changes()
    {
        Observation seen = Given.Failed(OperationType.Rollback, Given.Release(metadata: """{"generation":3}"""));
        Assert.That(DecisionRules.Decide(seen).Step, Is.EqualTo(new Step.PrepareRollback(1, "attempt-1", "Deployment/web: broken", 2)));
    }

    [TestCase(1, 30)]
    [TestCase(2, 60)]
    [TestCase(5, 480)]
    [TestCase(6, 900)]
    [TestCase(60, 900)]
    public void A_failed_rollback_is_tried_again_on_the_same_revision_with_back_off(int tries, int seconds)
    {
        Observation seen = Given.Failed(OperationType.Rollback, tries: tries);
        Decision waiting = DecisionRules.Decide(seen);
        Assert.That(waiting.Step, Is.Null);
        Assert.That(waiting.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromSeconds(seconds)));
        Assert.That(DecisionRules.Decide(seen with { Now = waiting.WakeAt!.Value }).Step, Is.EqualTo(new Step.PrepareRollback(1, "attempt-1", "Deployment/web: broken", 2)));
    }

    [Test]
    public void After_a_rollback_the_culprit_stays_in_the_first_line_and_nothing_is_tried()
    {
        Observation seen = Given.Settled() with
        {
            History = Given.Stored(Given.Revision(3, "deployed", Given.Record(OperationType.Rollback) with { Target = 1, Rejected = "attempt-1", Cause = "Deployment/web: broken" })),
        };
        Decision decision = DecisionRules.Decide(seen);
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.Ready(), Is.EqualTo("False RollbackSucceeded: Deployment/web: broken; rolled back to revision 1"));
            Assert.That(decision.Stalled(), Does.StartWith("True RolledBack: "));
            Assert.That(decision.Status.ObservedGeneration, Is.EqualTo(2));
            Assert.That(decision.Status.Rejected!.Digest, Is.EqualTo("attempt-1"));
        });
        Assert.That(DecisionRules.Decide(seen with { Desired = Given.Newer }).Step, Is.TypeOf<Step.PrepareRevision>());
    }

    // Flux's worked example: revision 2 fails, is rolled back by 3, tried again as 4, rolled back by 5; then no try is left.
    [TestCase(1, 1, 30)]
    [TestCase(2, 2, 60)]
    [TestCase(1, 2, null)]
    [TestCase(-1, 9, 900)]
    [TestCase(0, 1, null)]
    public void After_a_rollback_the_state_is_tried_again_as_often_as_retries_allow(int retries, int failures, int? seconds)
    {
        HelmRelease release = Given.Release(spec => spec with { Upgrade = new UpgradeSpec { Remediation = new UpgradeRemediationSpec { Retries = retries } } });
        Observation seen = RolledBack(Given.Settled(release), failures);
        Decision decision = DecisionRules.Decide(seen);
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.WakeAt, Is.EqualTo(seconds is { } wait ? Given.Now + TimeSpan.FromSeconds(wait) : (DateTimeOffset?)null));
        if (seconds is null)
        {
            Assert.That(decision.Stalled(), Does.StartWith("True RolledBack: "));
            return;
        }

        Assert.That(decision.Ready(), Does.StartWith("False RollbackSucceeded: Deployment/web: broken; rolled back to revision 1; tried again at "));
        Assert.That(decision.Stalled(), Is.Null);
        Assert.That(
            DecisionRules.Decide(seen with { Now = decision.WakeAt!.Value }).Step,
            Is.EqualTo(new Step.PrepareRevision(OperationType.Upgrade, Given.Wanted, "retry") { Failures = failures }));
    }

    [Test]
    public void A_state_given_up_is_tried_once_more_where_that_is_asked_for([Values("forceAt", "resetAt")] string command)
    {
        HelmRelease release = Given.Release(metadata: $$$"""{"annotations":{"reconcile.fluxcd.io/requestedAt":"t1","reconcile.fluxcd.io/{{{command}}}":"t1"}}""");
        Decision decision = DecisionRules.Decide(RolledBack(Given.Settled(release), 3));
        Assert.That(
            decision.Step,
            Is.EqualTo(new Step.PrepareRevision(OperationType.Upgrade, Given.Wanted, "retry") { Failures = command == "resetAt" ? 0 : 3, Token = "t1" }));
        Assert.That(command == "resetAt" ? decision.Status.LastHandledResetAt : decision.Status.LastHandledForceAt, Is.EqualTo("t1"));
    }

    [Test]
    public void What_is_kept_or_removed_after_its_last_try_is_tried_once_more_where_that_is_asked_for([Values("forceAt", "resetAt")] string command)
    {
        string metadata = $$$"""{"annotations":{"reconcile.fluxcd.io/requestedAt":"t1","reconcile.fluxcd.io/{{{command}}}":"t1"}}""";
        int count = command == "resetAt" ? 0 : 1;
        HelmRelease kept = Given.Release(spec => spec with { Upgrade = new UpgradeSpec { Remediation = new UpgradeRemediationSpec { RemediateLastFailure = false } } }, metadata: metadata);
        Assert.That(DecisionRules.Decide(Given.Failed(OperationType.Upgrade, kept)).Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Upgrade, Given.Wanted, "retry") { Failures = count, Token = "t1" }));

        HelmReleaseStatus status = new() { LastAttemptedDigest = "attempt-1", InstallFailures = 1, Rejected = new RejectedStatus { Digest = "attempt-1", Reason = "InstallFailed", Since = Given.Now, Revision = 1 } };
        Observation removed = Given.Settled(Given.Release(status: status, metadata: metadata)) with { History = History.Empty };
        Assert.That(DecisionRules.Decide(removed).Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Install, Given.Wanted, "install") { Failures = count, Token = "t1" }));
    }

    [Test]
    public void A_token_that_its_revision_names_is_not_followed_twice()
    {
        HelmRelease release = Given.Release(metadata: """{"annotations":{"reconcile.fluxcd.io/requestedAt":"t1","reconcile.fluxcd.io/forceAt":"t1"}}""");
        Observation seen = Given.Settled(release) with { History = Given.Stored(Given.Revision(2, "deployed", Given.Record(OperationType.Upgrade) with { Token = "t1" })) };
        Assert.That(DecisionRules.Decide(seen).Step, Is.Null);
        Assert.That(DecisionRules.Decide(Given.Settled(release)).Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Upgrade, Given.Wanted, "annotation") { Token = "t1" }));
    }

    [Test]
    public void A_force_token_without_the_request_of_the_same_token_has_no_effect()
    {
        Decision decision = DecisionRules.Decide(Given.Settled(Given.Release(metadata: """{"annotations":{"reconcile.fluxcd.io/forceAt":"t1"}}""")));
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Status.LastHandledForceAt, Is.EqualTo("t1"));
    }

    [Test]
    public void What_fails_under_RetryOnFailure_stays_and_is_upgraded_again([Values(OperationType.Install, OperationType.Upgrade)] OperationType type)
    {
        ActionStrategy strategy = new() { Name = ActionStrategyName.RetryOnFailure, RetryInterval = TimeSpan.FromMinutes(2) };
        HelmRelease release = Given.Release(spec => spec with { Install = new InstallSpec { Strategy = strategy }, Upgrade = new UpgradeSpec { Strategy = strategy } });
        Observation seen = Given.Failed(type, release, failures: 7);
        Decision decision = DecisionRules.Decide(seen);
        Assert.That((decision.Step, decision.WakeAt), Is.EqualTo(((Step?)null, (DateTimeOffset?)(Given.Now + TimeSpan.FromMinutes(2)))));
        Assert.That(
            DecisionRules.Decide(seen with { Now = decision.WakeAt!.Value }).Step,
            Is.EqualTo(new Step.PrepareRevision(OperationType.Upgrade, Given.Wanted, "retry") { Failures = type == OperationType.Upgrade ? 7 : 0 }));
    }

    [Test]
    public void A_release_that_was_removed_is_not_told_of_any_more()
    {
        HelmReleaseStatus before = new() { Release = new ReleaseSummary { Name = "web", Namespace = "apps", Revision = 1, Status = "uninstalling" } };
        Observation seen = Given.Running(OperationType.Uninstall, OperationPhase.PostHooks, release: Given.Release(status: before));
        seen = seen with { Operation = seen.Operation! with { Record = seen.Operation.Record with { Rejected = "attempt-1", Cause = "Deployment/web: broken" } } };
        Decision decision = DecisionRules.Decide(seen);
        Assert.That((decision.Step, decision.Status.Release, decision.Status.Rejected?.Digest), Is.EqualTo(((Step?)new Step.FinishUninstall(), (ReleaseSummary?)null, "attempt-1")));
    }

    [Test]
    public void A_failed_install_with_tries_left_is_removed_first()
    {
        HelmRelease release = Given.Release(spec => spec with { Install = new InstallSpec { Remediation = new RemediationSpec { Retries = 1 } } });
        Assert.That(DecisionRules.Decide(Given.Failed(OperationType.Install, release, failures: 1)).Step, Is.EqualTo(new Step.PrepareUninstall("attempt-1", "Deployment/web: broken")));
        Assert.That(DecisionRules.Decide(Given.Failed(OperationType.Install, release, failures: 2)).Stalled(), Is.EqualTo("True RetriesExceeded: Failed to install after 2 attempt(s)"));
    }

    [TestCase(1, 1, 30)]
    [TestCase(1, 2, null)]
    [TestCase(0, 1, null)]
    public void After_the_removal_of_a_failed_install_it_is_tried_again_as_often_as_retries_allow(int retries, int failures, int? seconds)
    {
        HelmReleaseStatus status = new()
        {
            LastAttemptedDigest = "attempt-1",
            InstallFailures = failures,
            Rejected = new RejectedStatus { Digest = "attempt-1", Reason = "InstallFailed", Message = "Deployment/web: broken", Since = Given.Now, Revision = 1 },
        };
        HelmRelease release = Given.Release(spec => spec with { Install = new InstallSpec { Remediation = new RemediationSpec { Retries = retries, RemediateLastFailure = true } } }, status);
        Observation seen = Given.Settled(release) with { History = History.Empty };
        Decision decision = DecisionRules.Decide(seen);
        Assert.That(decision.Ready(), Does.StartWith("False UninstallSucceeded: Deployment/web: broken; the failed install was removed"));
        Assert.That(decision.WakeAt, Is.EqualTo(seconds is { } wait ? Given.Now + TimeSpan.FromSeconds(wait) : (DateTimeOffset?)null));
        if (seconds is not null)
        {
            Assert.That(DecisionRules.Decide(seen with { Now = decision.WakeAt!.Value }).Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Install, Given.Wanted, "install") { Failures = failures }));
        }
    }

    [Test]
    public void A_failed_upgrade_whose_strategy_is_uninstall_is_installed_anew()
    {
        HelmRelease release = Given.Release(spec => spec with { Upgrade = new UpgradeSpec { Remediation = new UpgradeRemediationSpec { Strategy = RemediationStrategy.Uninstall } } });
        Assert.That(DecisionRules.Decide(Given.Failed(OperationType.Upgrade, release)).Step, Is.EqualTo(new Step.PrepareUninstall(null, "Deployment/web: broken")));

        HelmReleaseStatus status = new() { LastAttemptedDigest = "attempt-1", UpgradeFailures = 1 };
        Observation after = Given.Settled(release with { Status = status }) with { History = History.Empty };
        Assert.That(DecisionRules.Decide(after).Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Install, Given.Wanted, "install")));
    }

    [Test]
    public void A_failed_removal_is_tried_again_with_back_off()
    {
        OperationRecord record = Given.Record(OperationType.Uninstall) with { Rejected = "attempt-1", Cause = "Deployment/web: broken", Failure = "hook Job/x: failed" };
        Observation seen = Given.Settled() with { History = Given.Stored(Given.Revision(1, "failed", record)) };
        Decision decision = DecisionRules.Decide(seen);
        Assert.That(decision.Ready(), Does.StartWith("False UninstallFailed: Helm uninstall failed for release apps/web: hook Job/x: failed"));
        Assert.That(DecisionRules.Decide(seen with { Now = decision.WakeAt!.Value }).Step, Is.EqualTo(new Step.PrepareUninstall("attempt-1", "Deployment/web: broken")));
    }

    private static Observation RolledBack(Observation seen, int failures) => seen with
    {
        History = Given.Stored(Given.Revision(3, "deployed", Given.Record(OperationType.Rollback) with
        {
            Inputs = "inputs-0",
            Attempt = "attempt-0",
            Target = 1,
            Rejected = "attempt-1",
            Cause = "Deployment/web: broken",
            Failures = failures,
        })),
    };
}
