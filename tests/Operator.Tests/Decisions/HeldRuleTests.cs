using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

public sealed class HeldRuleTests
{
    private static readonly DesiredState Older = new(Given.Chart, "inputs-0", "attempt-0", "values-0");

    [Test]
    public void A_release_goes_back_to_the_revision_that_it_is_to_be_held_at() =>
        Assert.That(DecisionRules.Decide(Held(1)).Step, Is.EqualTo(new Step.PrepareRollback(1, null, "held at revision 1", null) { IsHold = true }));

    [Test]
    public void Going_back_needs_neither_source_nor_values_nor_namespace() =>
        Assert.That(
            DecisionRules.Decide(Held(1) with { Desired = null, Source = new SourceState(SourcePhase.Failed, Message: "gone"), Values = new ValuesState(null, "gone") }).Step,
            Is.TypeOf<Step.PrepareRollback>());

    [Test]
    public void A_revision_made_from_the_one_asked_for_satisfies_it()
    {
        Observation seen = Held(1, Given.Revision(3, "deployed", Given.Record(OperationType.Rollback, Older) with { Target = 1, IsHold = true }));
        Decision decision = DecisionRules.Decide(seen);
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.Ready(), Is.EqualTo("True HeldAtRevision: held at revision 1; generation 2 not rolled out"));
            Assert.That(decision.Status.Pinned, Is.EqualTo(new PinnedStatus { Revision = 1, HeldAs = 3, Digest = "inputs-0" }));
        });
    }

    [Test]
    public void The_revision_that_runs_already_makes_no_other_one()
    {
        Assert.That(DecisionRules.Decide(Held(2)).Status.Pinned!.HeldAs, Is.EqualTo(2));
        Observation equal = Held(1, Given.Revision(4, "deployed", Given.Record(OperationType.Upgrade, Older)));
        Assert.That(DecisionRules.Decide(equal).Status.Pinned!.HeldAs, Is.EqualTo(4));
    }

    [Test]
    public void A_rollback_by_hand_to_the_revision_satisfies_it() =>
        Assert.That(DecisionRules.Decide(Held(1, Given.Revision(3, "deployed", null) with { RollbackRevision = 1 })).Ready(), Does.StartWith("True HeldAtRevision: "));

    [Test]
    public void A_missing_revision_stalls_and_the_stored_ones_are_named() =>
        Assert.That(
            DecisionRules.Decide(Held(7)).Stalled(),
            Is.EqualTo("True RevisionNotFound: spec.rollbackTo.revision: revision 7 is not in the history of release apps/web; stored are 2 (deployed), 1 (superseded)"));

    [TestCase("failed")]
    [TestCase("pending-upgrade")]
    public void A_revision_that_was_never_good_stalls(string status)
    {
        Observation seen = Held(1) with { History = Given.Stored(Given.Revision(2, "deployed", Given.Record()), Given.Revision(1, status, Given.Record(made: Older))) };
        Assert.That(DecisionRules.Decide(seen).Stalled(), Does.StartWith($"True RevisionNotUsable: spec.rollbackTo.revision: revision 1 is {status}"));
    }

    [Test]
    public void An_uninstalled_release_with_its_history_comes_back() =>
        Assert.That(DecisionRules.Decide(Held(2) with { History = Given.Stored(Given.Revision(2, "uninstalled", null)) }).Step, Is.TypeOf<Step.PrepareRollback>());

    [Test]
    public void A_held_revision_that_fails_is_tried_again_and_never_remediated()
    {
        OperationRecord record = Given.Record(OperationType.Rollback, Older) with { Target = 1, IsHold = true, Cause = "held at revision 1" };
        Observation seen = Held(1, Given.Revision(3, "failed", record));
        Decision decision = DecisionRules.Decide(seen);
        Assert.That(decision.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromSeconds(30)));
        Assert.That(DecisionRules.Decide(seen with { Now = decision.WakeAt!.Value }).Step, Is.EqualTo(new Step.PrepareRollback(1, null, "held at revision 1", 3)));
    }

    [Test]
    public void A_held_revision_whose_objects_became_ready_after_all_goes_on()
    {
        OperationRecord record = Given.Record(OperationType.Rollback, Older) with { Target = 1, IsHold = true, Cause = "held at revision 1", Failure = "Deployment/web: broken", FailureCode = "CrashLoop" };
        Observation seen = Held(1, Given.Revision(3, "failed", record)) with { Rollout = new RolloutView { IsReady = true, Ready = 2, Total = 2, ReadySince = Given.Now - TimeSpan.FromSeconds(4) } };
        Decision decision = DecisionRules.Decide(seen);
        Assert.That((decision.Step, decision.WakeAt), Is.EqualTo(((Step?)null, (DateTimeOffset?)(Given.Now + TimeSpan.FromSeconds(6)))));
        Assert.That(DecisionRules.Decide(seen with { Now = decision.WakeAt!.Value }).Step, Is.EqualTo(new Step.ResumeRevision(3)));
    }

    [Test]
    public void Once_it_is_no_longer_held_the_desired_state_is_rolled_out()
    {
        OperationRecord record = Given.Record(OperationType.Rollback, Older) with { Target = 1, IsHold = true };
        Observation seen = Given.Settled() with { History = Given.Stored(Given.Revision(3, "deployed", record)) };
        Assert.That(DecisionRules.Decide(seen).Step, Is.EqualTo(new Step.PrepareRevision(OperationType.Upgrade, Given.Wanted, "values")));
        Observation rejected = seen with { History = Given.Stored(Given.Revision(3, "deployed", record with { Rejected = "attempt-1", Cause = "held at revision 1" })) };
        Assert.That(DecisionRules.Decide(rejected).Stalled(), Does.StartWith("True RolledBack: "));
    }

    [Test]
    public void A_failed_revision_that_is_replaced_stays_rejected()
    {
        Observation seen = Held(1) with { History = Given.Stored(Given.Revision(2, "failed", Given.Record(OperationType.Upgrade)), Given.Revision(1, "deployed", Given.Record(made: Older))) };
        Assert.That(((Step.PrepareRollback)DecisionRules.Decide(seen).Step!).Rejected, Is.EqualTo("attempt-1"));
    }

    [Test]
    public void The_rollback_of_an_annotation_has_no_effect_while_the_release_is_held()
    {
        HelmRelease release = Given.Release(spec => spec with { RollbackTo = new RollbackToSpec { Revision = 2 } }, metadata: """{"annotations":{"steersman.dev/rollback":"1/a"}}""");
        Decision decision = DecisionRules.Decide(Held(2) with { Release = release });
        Assert.That((decision.Step, decision.Event?.IsWarning, decision.Status.LastHandledRollback), Is.EqualTo(((Step?)null, (bool?)true, "1/a")));
    }

    [TestCase(1, false)]
    [TestCase(2, true)]
    [TestCase(null, true)]
    public void A_wait_gives_way_to_another_revision_to_be_held_at(int? wanted, bool isSuperseded)
    {
        HelmRelease release = Given.Release(spec => spec with { RollbackTo = wanted is { } revision ? new RollbackToSpec { Revision = revision } : null });
        Observation seen = Given.Running(OperationType.Rollback, OperationPhase.Wait, release: release);
        OperationRecord record = seen.Operation!.Record with { IsHold = true, Rejected = null };
        Decision decision = DecisionRules.Decide(seen with { Operation = seen.Operation with { Record = record } });
        Assert.That(decision.Step is Step.FailRevision { IsSuperseded: true }, Is.EqualTo(isSuperseded));
    }

    private static Observation Held(int wanted, RevisionSummary? newest = null) =>
        Given.Settled(Given.Release(spec => spec with { RollbackTo = new RollbackToSpec { Revision = wanted } })) with
        {
            History = Given.Stored(newest ?? Given.Revision(2, "deployed", Given.Record()), Given.Revision(1, "superseded", Given.Record(made: Older))),
        };
}
