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
    public void An_apply_that_is_held_up_is_tried_again_and_gives_way_to_something_newer()
    {
        Observation seen = HeldUp(OperationType.Upgrade);
        Assert.Multiple(() =>
        {
            Assert.That(DecisionRules.Decide(seen).Step, Is.TypeOf<Step.ApplyObjects>());
            Assert.That(DecisionRules.Decide(seen with { Now = Given.Now + TimeSpan.FromHours(9) }).Step, Is.TypeOf<Step.ApplyObjects>(), "the timeout is that of waits");
            Assert.That(DecisionRules.Decide(seen with { Desired = Given.Newer }).Step, Is.EqualTo(new Step.FailRevision(2, "superseded by generation 2 before it was ready", IsSuperseded: true)));
            Assert.That(DecisionRules.Decide(seen with { Desired = Given.Newer, Failure = null }).Step, Is.TypeOf<Step.ApplyObjects>(), "what gets on finishes first");
            Assert.That(DecisionRules.Decide(seen with { Desired = Given.Newer, Failure = seen.Failure! with { OperationId = "op-0" } }).Step, Is.TypeOf<Step.ApplyObjects>(), "of an operation before");
        });
    }

    [Test]
    public void An_apply_that_is_held_up_ends_with_the_time_of_the_whole_operation()
    {
        HelmRelease release = Given.Release(spec => spec with { TotalTimeout = TimeSpan.FromMinutes(2) });
        Observation seen = HeldUp(OperationType.Upgrade, release);
        Assert.That(DecisionRules.Decide(seen).Step, Is.TypeOf<Step.ApplyObjects>());
        Decision decision = DecisionRules.Decide(seen with { Now = Given.Now + TimeSpan.FromMinutes(1) });
        Assert.That(Given.Bare(decision.Step), Is.EqualTo(new Step.FailRevision(2, "ConfigMap/web: a webhook is away; not done after 2m0s (spec.totalTimeout)") { Code = "Timeout" }));
    }

    [Test]
    public void An_uninstall_that_the_server_holds_up_ends_with_its_time()
    {
        Observation seen = HeldUp(OperationType.Uninstall) with { Desired = null };
        Assert.That(DecisionRules.Decide(seen).Step, Is.TypeOf<Step.DeleteObjects>());
        Decision decision = DecisionRules.Decide(seen with { Now = Given.Now + TimeSpan.FromMinutes(4) });
        Assert.That(Given.Bare(decision.Step), Is.EqualTo(new Step.FailRevision(2, "ConfigMap/web: a webhook is away; not done after 5m0s") { Code = "Timeout" }));
    }

    [Test]
    public void An_apply_that_is_held_up_gives_way_to_a_deletion()
    {
        HelmRelease deleted = Given.Release(metadata: """{"deletionTimestamp":"2026-03-01T11:00:00Z"}""");
        Assert.That(DecisionRules.Decide(HeldUp(OperationType.Upgrade, deleted)).Step, Is.EqualTo(new Step.PrepareUninstall(null, null)));
        Assert.That(DecisionRules.Decide(HeldUp(OperationType.Upgrade, deleted) with { Failure = null }).Step, Is.TypeOf<Step.ApplyObjects>());
    }

    [Test]
    public void A_success_forgets_the_failures_before_it_where_they_are_tried_again_without_end([Values] bool isRetried)
    {
        HelmRelease release = Given.Release(
            spec => spec with { Upgrade = new UpgradeSpec { Strategy = isRetried ? new ActionStrategy { Name = ActionStrategyName.RetryOnFailure } : null } },
            new HelmReleaseStatus { InstallFailures = 1, UpgradeFailures = 2, Failures = 3 });
        HelmReleaseStatus status = DecisionRules.Decide(Given.Running(OperationType.Upgrade, OperationPhase.PostHooks, release: release)).Status;
        Assert.That((status.InstallFailures, status.UpgradeFailures, status.Failures), Is.EqualTo(isRetried ? (null, null, null) : ((int?)1, (int?)2, (int?)null)));
    }

    [TestCase("pending-upgrade", 5, 0, 30)]
    [TestCase("pending-install", 5, 0, 30)]
    [TestCase("pending-rollback", 5, 0, 30)]
    [TestCase("uninstalling", 5, 0, 30)]
    [TestCase("pending-upgrade", 45, 0, 45)]
    [TestCase("pending-upgrade", 5, 10, 40, Description = "every write begins it anew")]
    public void A_foreign_operation_is_left_alone_until_its_time_is_over(string status, int timeout, int written, int until)
    {
        HelmRelease release = Given.Release(spec => spec with { Timeout = TimeSpan.FromMinutes(timeout) });
        Observation seen = Given.Settled(release) with { History = Given.Stored(Given.Revision(2, status, null, Given.Now + TimeSpan.FromMinutes(written))) };
        Decision waiting = DecisionRules.Decide(seen);
        Assert.That(waiting.Step, Is.Null);
        Assert.That(waiting.WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromMinutes(until)));
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

    private static Observation HeldUp(OperationType type, HelmRelease? release = null) =>
        Given.Running(type, OperationPhase.Apply, release: release) with { Failure = new StepFailure("Refused", "ConfigMap/web: a webhook is away", "ConfigMap/web", OperationId: "op-1", IsTransient: true) };
}
