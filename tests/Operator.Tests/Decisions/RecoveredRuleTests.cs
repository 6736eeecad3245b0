using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

public sealed class RecoveredRuleTests
{
    private static readonly DateTimeOffset LongAgo = Given.Now - TimeSpan.FromSeconds(10);

    [TestCase(OperationType.Install)]
    [TestCase(OperationType.Upgrade)]
    [TestCase(OperationType.Rollback)]
    public void A_revision_that_failed_in_its_wait_goes_on_once_all_is_ready_for_ten_seconds(OperationType type)
    {
        Decision decision = DecisionRules.Decide(Ready(Given.Failed(type), LongAgo));
        Assert.That(decision.Step, Is.EqualTo(new Step.ResumeRevision(2)));
        Assert.That(decision.Event!.Reason, Is.EqualTo("Recovered"));
        Assert.That(decision.Event.Message, Does.Contain("Deployment/web: broken"));
    }

    [Test]
    public void Before_that_the_failure_stands_and_is_looked_at_again_when_it_is_due()
    {
        Decision decision = DecisionRules.Decide(Ready(Given.Failed(OperationType.Install), LongAgo + TimeSpan.FromSeconds(1)));
        Assert.That(decision.Step, Is.Null);
        Assert.That(decision.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromSeconds(1)));
        Assert.That(decision.Ready(), Does.StartWith("False InstallFailed"));
    }

    [Test]
    public void A_rollback_does_not_wait_for_a_recovery() =>
        Assert.That(DecisionRules.Decide(Ready(Given.Failed(OperationType.Upgrade), LongAgo + TimeSpan.FromSeconds(1))).Step, Is.TypeOf<Step.PrepareRollback>());

    [TestCase("HookFailed")]
    [TestCase("Refused")]
    [TestCase("TestFailed")]
    [TestCase(null)]
    public void What_failed_elsewhere_than_in_its_wait_does_not_recover(string? code) =>
        Assert.That(DecisionRules.Decide(Ready(WithRecord(Given.Failed(OperationType.Install), record => record with { Code = code }), LongAgo)).Step, Is.Null);

    [Test]
    public void A_rollback_that_failed_in_a_hook_does_not_recover_whatever_it_was_to_undo() =>
        Assert.That(DecisionRules.Decide(Ready(WithRecord(Given.Failed(OperationType.Rollback), record => record with { FailureCode = "HookFailed" }), LongAgo)).Step, Is.Null);

    [Test]
    public void A_timeout_recovers_like_a_cause() =>
        Assert.That(DecisionRules.Decide(Ready(WithRecord(Given.Failed(OperationType.Install), record => record with { Code = "Timeout" }), LongAgo)).Step, Is.TypeOf<Step.ResumeRevision>());

    [Test]
    public void Something_newer_that_is_asked_for_wins() =>
        Assert.That(DecisionRules.Decide(Ready(Given.Failed(OperationType.Upgrade) with { Desired = Given.Newer }, LongAgo)).Step, Is.TypeOf<Step.PrepareRevision>());

    [Test]
    public void A_superseded_revision_does_not_recover() =>
        Assert.That(DecisionRules.Decide(Ready(WithRecord(Given.Failed(OperationType.Upgrade), record => record with { Attempt = null, Inputs = null }), LongAgo)).Step, Is.Not.TypeOf<Step.ResumeRevision>());

    [Test]
    public void What_is_not_ready_does_not_recover() =>
        Assert.That(
            DecisionRules.Decide(Given.Failed(OperationType.Install) with { Rollout = new RolloutView { IsReady = false, Ready = 1, Total = 2, ReadySince = null } }).Step,
            Is.Null);

    [Test]
    public void A_recovered_release_is_ready_and_says_what_it_had_failed_for()
    {
        Observation seen = Given.Settled() with { History = Given.Stored(Given.Revision(1, "deployed", Given.Record(OperationType.Upgrade) with { RecoveredFrom = "Deployment/web: broken" })) };
        Assert.That(
            DecisionRules.Decide(seen).Ready(),
            Is.EqualTo("True Recovered: Helm upgrade succeeded for release apps/web.v1 with chart web@1.0.0, after it had failed: Deployment/web: broken"));
    }

    private static Observation Ready(Observation seen, DateTimeOffset since) => seen with { Rollout = new RolloutView { IsReady = true, Ready = 2, Total = 2, ReadySince = since } };

    private static Observation WithRecord(Observation seen, Func<OperationRecord, OperationRecord> change)
    {
        RevisionSummary[] revisions = [.. seen.History.Revisions];
        revisions[0] = revisions[0] with { Operation = change(revisions[0].Operation!) };
        return seen with { History = Given.Stored(revisions) };
    }
}
