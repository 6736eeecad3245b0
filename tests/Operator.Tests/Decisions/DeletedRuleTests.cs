using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

public sealed class DeletedRuleTests
{
    private const string Deleted = """{"deletionTimestamp":"2026-03-01T11:59:00Z"}""";

    [Test]
    public void A_deployed_release_is_uninstalled() =>
        Assert.That(DecisionRules.Decide(Given.Settled(Given.Release(metadata: Deleted))).Step, Is.EqualTo(new Step.PrepareUninstall(null, null)));

    [Test]
    public void A_release_without_history_just_goes() =>
        Assert.That(DecisionRules.Decide(Given.Settled(Given.Release(metadata: Deleted)) with { History = History.Empty }).Step, Is.EqualTo(new Step.RemoveFinalizer()));

    [Test]
    public void What_a_move_handed_over_goes_first()
    {
        Observation seen = Given.Settled(Given.Release(metadata: """{"deletionTimestamp":"2026-03-01T11:59:00Z","annotations":{"steersman.dev/handed-over":"{}"}}""")) with { History = History.Empty };
        Assert.That(DecisionRules.Decide(seen).Step, Is.EqualTo(new Step.DropHandedOver()));
        Decision failed = DecisionRules.Decide(seen with { Failure = new StepFailure("UninstallFailed", "ConfigMap/common: forbidden") });
        Assert.That((failed.Step, failed.WakeAt), Is.EqualTo(((Step?)null, (DateTimeOffset?)(Given.Now + TimeSpan.FromSeconds(30)))));
    }

    [Test]
    public void Policy_Keep_leaves_everything_as_it_is() =>
        Assert.That(DecisionRules.Decide(Given.Settled(Given.Release(spec => spec with { DeletionPolicy = DeletionPolicy.Keep }, metadata: Deleted))).Step, Is.EqualTo(new Step.RemoveFinalizer()));

    [Test]
    public void A_suspended_release_is_kept_when_it_is_deleted() =>
        Assert.That(DecisionRules.Decide(Given.Settled(Given.Release(spec => spec with { Suspend = true }, metadata: Deleted))).Step, Is.EqualTo(new Step.RemoveFinalizer()));

    [Test]
    public void Deleting_the_definition_keeps_every_release_and_warns()
    {
        Decision decision = DecisionRules.Decide(Given.Settled(Given.Release(metadata: Deleted)) with { IsDefinitionDeleted = true });
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.EqualTo(new Step.RemoveFinalizer()));
            Assert.That(decision.Event!.IsWarning, Is.True);
        });
    }

    [Test]
    public void A_release_of_another_owner_is_kept() =>
        Assert.That(DecisionRules.Decide(Given.Settled(Given.Release(metadata: Deleted)) with { IsOwnedByOther = true }).Step, Is.EqualTo(new Step.RemoveFinalizer()));

    [Test]
    public void A_wait_gives_way_at_once() =>
        Assert.That(DecisionRules.Decide(Given.Running(OperationType.Upgrade, OperationPhase.Wait, release: Given.Release(metadata: Deleted))).Step, Is.EqualTo(new Step.PrepareUninstall(null, null)));

    [Test]
    public void An_apply_that_runs_finishes_first() =>
        Assert.That(DecisionRules.Decide(Given.Running(OperationType.Upgrade, OperationPhase.Apply, release: Given.Release(metadata: Deleted))).Step, Is.EqualTo(new Step.ApplyObjects()));

    [Test]
    public void An_uninstall_under_way_goes_on() =>
        Assert.That(DecisionRules.Decide(Given.Running(OperationType.Uninstall, OperationPhase.Apply, release: Given.Release(metadata: Deleted))).Step, Is.EqualTo(new Step.DeleteObjects()));

    [Test]
    public void Without_our_finalizer_nothing_is_done() =>
        Assert.That(DecisionRules.Decide(Given.Settled(Given.Release(metadata: """{"deletionTimestamp":"2026-03-01T11:59:00Z","finalizers":["other"]}"""))).Step, Is.Null);

    [Test]
    public void After_the_uninstall_the_finalizer_goes() =>
        Assert.That(
            DecisionRules.Decide(Given.Settled(Given.Release(metadata: Deleted)) with { History = Given.Stored(Given.Revision(1, "uninstalled", Given.Record())) }).Step,
            Is.EqualTo(new Step.RemoveFinalizer()));

    [TestCase(UninstallTimeoutPolicy.Retry, 40, null)]
    [TestCase(UninstallTimeoutPolicy.Orphan, 59, null)]
    [TestCase(UninstallTimeoutPolicy.Orphan, 61, typeof(Step.RemoveFinalizer))]
    public void An_uninstall_whose_hook_fails_is_given_up_when_its_time_is_over(UninstallTimeoutPolicy policy, int secondsAfterTheDeletion, Type? step)
    {
        HelmRelease release = Given.Release(spec => spec with { Uninstall = new UninstallSpec { Timeout = TimeSpan.FromMinutes(1), TimeoutPolicy = policy } }, metadata: Deleted);
        DateTimeOffset now = Given.Now + TimeSpan.FromSeconds(secondsAfterTheDeletion - 60);
        OperationRecord record = Given.Record(OperationType.Uninstall) with { Code = "HookFailed", Failure = "Job/clean: pre-delete hook failed" };
        Decision decision = DecisionRules.Decide(Given.Settled(release) with { History = Given.Stored(Given.Revision(1, "failed", record, now)), Now = now });
        Assert.That(decision.Step?.GetType(), Is.EqualTo(step));
        Assert.That(decision.Event?.Message, step is null ? Is.Null : Does.Contain("Job/clean: pre-delete hook failed"));
        Assert.That(decision.WakeAt, step is not null ? Is.Null : Is.EqualTo(policy == UninstallTimeoutPolicy.Orphan ? Given.Now : now + TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void A_changed_spec_ends_the_pause_after_a_failed_uninstall()
    {
        OperationRecord record = Given.Record(OperationType.Uninstall) with { Code = "HookFailed", Failure = "Job/clean: pre-delete hook failed", Generation = 1 };
        Observation seen = Given.Settled(Given.Release(metadata: Deleted)) with { History = Given.Stored(Given.Revision(1, "failed", record)) };
        Assert.That(DecisionRules.Decide(seen).Step, Is.EqualTo(new Step.PrepareUninstall(null, null)));
        Assert.That(DecisionRules.Decide(seen with { History = Given.Stored(Given.Revision(1, "failed", record with { Generation = 2 })) }).Step, Is.Null);
    }
}
