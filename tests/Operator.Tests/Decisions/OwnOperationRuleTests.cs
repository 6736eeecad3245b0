using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Tests.Decisions;

public sealed class OwnOperationRuleTests
{
    [TestCase(OperationPhase.Prepare, OperationPhase.PreHooks)]
    [TestCase(OperationPhase.PreHooks, OperationPhase.Apply)]
    public void A_phase_that_is_done_leads_to_the_next(OperationPhase from, OperationPhase to) =>
        Assert.That(DecisionRules.Decide(Given.Running(OperationType.Upgrade, from)).Step, Is.EqualTo(new Step.EnterPhase(to)));

    [Test]
    public void Ready_objects_end_the_wait() =>
        Assert.That(
            DecisionRules.Decide(Given.Running(OperationType.Upgrade, OperationPhase.Wait) with { Rollout = new RolloutView { IsReady = true } }).Step,
            Is.EqualTo(new Step.EnterPhase(OperationPhase.PostHooks)));

    [Test]
    public void Ready_wins_over_a_deadline_that_has_passed()
    {
        Observation seen = Given.Running(OperationType.Upgrade, OperationPhase.Wait) with { Rollout = new RolloutView { IsReady = true }, Now = Given.Now + TimeSpan.FromHours(1) };
        Assert.That(DecisionRules.Decide(seen).Step, Is.EqualTo(new Step.EnterPhase(OperationPhase.PostHooks)));
    }

    [Test]
    public void A_wait_that_goes_on_rests_and_says_how_far_it_is()
    {
        Decision decision = DecisionRules.Decide(Given.Running(OperationType.Upgrade, OperationPhase.Wait));
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromMinutes(5)));
            Assert.That(decision.Ready(), Is.EqualTo("Unknown Progressing: Running 'upgrade' action with timeout of 5m0s: 1 of 2 objects ready"));
            Assert.That(decision.Status.Operation!.Phase, Is.EqualTo(OperationPhase.Wait));
        });
    }

    [Test]
    public void A_deadline_that_passes_fails_the_revision_naming_the_worst_object()
    {
        Observation seen = Given.Running(OperationType.Upgrade, OperationPhase.Wait);
        seen = seen with
        {
            Now = seen.Operation!.Deadline!.Value,
            Rollout = new RolloutView { IsReady = false, IsFresh = true, Progress = [new ProgressItem { Object = "Deployment/web", Status = "InProgress", Message = "Available: 0/1" }] },
        };
        Assert.That(DecisionRules.Decide(seen with { Rollout = seen.Rollout with { IsFresh = false } }).Step, Is.EqualTo(new Step.ConfirmFailure()));
        Decision decision = DecisionRules.Decide(seen);
        Assert.That(Given.Bare(decision.Step), Is.EqualTo(new Step.FailRevision(2, "Deployment/web: not ready after 5m0s: Available: 0/1") { Code = "Timeout" }));
    }

    [Test]
    public void A_cause_is_confirmed_before_it_becomes_a_verdict()
    {
        Observation seen = Given.Running(OperationType.Upgrade, OperationPhase.Wait);
        FailureStatus crash = new() { Code = "CrashLoop", Object = "Deployment/web", Pod = "web-x", Container = "app", ExitCode = 1, Restarts = 4, Message = "container app in pod web-x is in CrashLoopBackOff (exit code 1, 4 restarts)" };
        Assert.That(DecisionRules.Decide(seen with { Rollout = new RolloutView { IsReady = false, NeedsConfirmation = true, Failure = crash } }).Step, Is.EqualTo(new Step.ConfirmFailure()));
        Decision decision = DecisionRules.Decide(seen with { Rollout = new RolloutView { IsReady = false, Failure = crash } });
        Assert.Multiple(() =>
        {
            Assert.That(Given.Bare(decision.Step), Is.EqualTo(new Step.FailRevision(2, "Deployment/web: container app in pod web-x is in CrashLoopBackOff (exit code 1, 4 restarts)") { Code = "CrashLoop" }));
            Assert.That(decision.Status.Failure!.ExitCode, Is.EqualTo(1));
            Assert.That(decision.Status.Failure.Revision, Is.EqualTo(2));
        });
    }

    [TestCase(OperationType.Install)]
    [TestCase(OperationType.Upgrade)]
    [TestCase(OperationType.Rollback)]
    public void A_newer_state_supersedes_a_wait_at_once(OperationType type) =>
        Assert.That(
            DecisionRules.Decide(Given.Running(type, OperationPhase.Wait) with { Desired = Given.Newer }).Step,
            Is.EqualTo(new Step.FailRevision(2, "superseded by generation 2 before it was ready", IsSuperseded: true)));

    [Test]
    public void Without_waiting_applied_is_enough() =>
        Assert.That(
            DecisionRules.Decide(Given.Running(OperationType.Install, OperationPhase.Wait, release: Given.Release(spec => spec with { Install = new InstallSpec { DisableWait = true } }))).Step,
            Is.EqualTo(new Step.EnterPhase(OperationPhase.PostHooks)));

    [Test]
    public void After_the_last_hook_the_revision_is_settled()
    {
        Decision decision = DecisionRules.Decide(Given.Running(OperationType.Upgrade, OperationPhase.PostHooks));
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.EqualTo(new Step.SettleRevision()));
            Assert.That(decision.Event!.Reason, Is.EqualTo("UpgradeSucceeded"));
        });
    }

    [Test]
    public void An_object_refused_while_applying_fails_the_revision()
    {
        StepFailure refused = new("Refused", "Service/web: provided port is already allocated", "Service/web", OperationId: "op-1");
        Assert.That(
            Given.Bare(DecisionRules.Decide(Given.Running(OperationType.Upgrade, OperationPhase.Apply) with { Failure = refused }).Step),
            Is.EqualTo(new Step.FailRevision(2, "Service/web: provided port is already allocated") { Code = "Refused" }));
    }

    [Test]
    public void A_foreign_operation_is_left_alone_until_its_time_is_over()
    {
        Observation seen = Given.Settled() with { History = Given.Stored(Given.Revision(2, "pending-upgrade", null)) };
        Decision waiting = DecisionRules.Decide(seen);
        Assert.That(waiting.Step, Is.Null);
        Assert.That(waiting.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromMinutes(30)));
        Assert.That(DecisionRules.Decide(seen with { Now = waiting.WakeAt!.Value }).Step, Is.TypeOf<Step.FailRevision>());
    }

    [TestCase(OperationType.Upgrade, null, "1m0s")]
    [TestCase(OperationType.Upgrade, "5s", "1m0s")]
    [TestCase(OperationType.Rollback, "5s", "5s")]
    public void The_status_tells_how_long_an_install_or_upgrade_took(OperationType type, string? before, string after)
    {
        HelmReleaseStatus status = new() { LastAttemptedReleaseActionDuration = before };
        Assert.That(DecisionRules.Decide(Given.Running(type, OperationPhase.PostHooks, release: Given.Release(status: status))).Status.LastAttemptedReleaseActionDuration, Is.EqualTo(after));
    }
}
