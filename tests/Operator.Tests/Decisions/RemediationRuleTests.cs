using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;

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
        HelmRelease release = Given.Release(spec => spec with { Upgrade = new UpgradeSpec { Remediation = new RemediationSpec { RemediateLastFailure = false } } });
        Decision decision = DecisionRules.Decide(Given.Failed(OperationType.Upgrade, release));
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Ready(), Does.StartWith("False UpgradeFailed: Deployment/web: broken"));
    }

    [Test]
    public void A_failed_install_is_kept_by_default()
    {
        Decision decision = DecisionRules.Decide(Given.Failed(OperationType.Install));
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.Stalled(), Does.StartWith("True Rejected: Deployment/web: broken"));
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
}
