using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

public sealed class HookProgressTests
{
    private static readonly HookRun Hook = new("pre-upgrade", 0, 0, "Job/migrate", HookRunState.NotStarted);
    private static readonly HookRun Running = Hook with { State = HookRunState.Running, IsBegun = true, Uid = "j1", Deadline = Given.Now + TimeSpan.FromMinutes(1) };
    private static readonly HookFailure Broken = new(HookFailureStage.Wait, "pre-upgrade hook failed: container job in pod migrate-x exited with code 3 (Error)", "resource Job/apps/migrate not ready. status: Failed, message: Job Failed. failed: 1/1")
    {
        Pod = "migrate-x",
        Container = "job",
        ExitCode = 3,
    };

    private static readonly HookRun Failed = Running with { State = HookRunState.Failed, Failure = Broken, Deadline = null };

    [Test]
    public void A_hook_is_started_awaited_and_finished()
    {
        Assert.That(Decide(Hook).Step, Is.EqualTo(new Step.RunHook(Hook)));
        Decision waiting = Decide(Running);
        Assert.Multiple(() =>
        {
            Assert.That(waiting.Step, Is.Null);
            Assert.That(waiting.WakeAt, Is.EqualTo(Running.Deadline));
            Assert.That((waiting.Status.Operation!.Hook, waiting.Status.Operation.HookUid, waiting.Status.Operation.HookRun), Is.EqualTo(("Job/migrate", "j1", 0)));
        });
        HookRun done = Running with { State = HookRunState.Succeeded };
        Assert.That(Decide(done).Step, Is.EqualTo(new Step.FinishHook(done)));
    }

    [Test]
    public void The_server_itself_is_asked_before_a_hook_counts_as_failed_vanished_or_too_late()
    {
        HookRun due = Running with { CheckAt = Given.Now };
        HookRun late = Running with { Deadline = Given.Now };
        Assert.That(Decide(due).Step, Is.EqualTo(new Step.ExamineHook(due)));
        Assert.That(Decide(late).Step, Is.EqualTo(new Step.ExamineHook(late)));
        Assert.That(Decide(Running with { CheckAt = Given.Now + TimeSpan.FromSeconds(2) }).WakeAt, Is.EqualTo(Given.Now + TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void A_failed_hook_fails_the_operation_and_its_log_is_in_the_event()
    {
        HookRun hook = Failed with { Log = "connecting\nno such table: users" };
        Decision decision = Decide(hook);
        Assert.Multiple(() =>
        {
            Assert.That(Given.Bare(decision.Step), Is.EqualTo(new Step.FailRevision(2, $"Job/migrate: {Broken.Message}") { Code = "HookFailed", Hook = hook }));
            Assert.That((decision.Status.Failure!.Pod, decision.Status.Failure.Container, decision.Status.Failure.ExitCode), Is.EqualTo(("migrate-x", "job", 3)));
            Assert.That(decision.Event!.Message, Does.EndWith($"Job/migrate: {Broken.Message}\nlast lines of the log:\nconnecting\nno such table: users"));
        });
    }

    [Test]
    public void What_the_policies_doom_is_deleted_before_the_revision_fails()
    {
        HookRun dirty = Failed with { NeedsCleaning = true };
        Assert.That(Decide(dirty).Step, Is.EqualTo(new Step.CleanHooks(dirty)));
        HookRun waiting = dirty with { CheckAt = Given.Now + TimeSpan.FromSeconds(2), Deadline = Given.Now + TimeSpan.FromMinutes(5) };
        Assert.That(Decide(waiting).Step, Is.Null);
        Assert.That(Decide(waiting).WakeAt, Is.EqualTo(waiting.CheckAt));
        Assert.That(Decide(waiting with { CheckAt = Given.Now }).Step, Is.TypeOf<Step.CleanHooks>());
        Assert.That(Decide(waiting with { Deadline = Given.Now }).Step, Is.TypeOf<Step.FailRevision>(), "what does not go holds nothing up for ever");
    }

    [Test]
    public void An_object_of_an_earlier_run_is_awaited_to_be_gone_until_the_hooks_time_is_over()
    {
        HookRun clearing = Hook with { State = HookRunState.Clearing, Deadline = Given.Now + TimeSpan.FromMinutes(5), CheckAt = Given.Now + TimeSpan.FromSeconds(2), Failure = Broken with { Stage = HookFailureStage.Prepare, Message = "still there" } };
        Assert.That(Decide(clearing).Step, Is.Null);
        Assert.That(Decide(clearing with { CheckAt = Given.Now }).Step, Is.TypeOf<Step.RunHook>());
        HookRun over = clearing with { Deadline = Given.Now };
        Assert.That(Given.Bare(Decide(over).Step), Is.EqualTo(new Step.FailRevision(2, "Job/migrate: still there") { Code = "HookFailed", Hook = over }));
    }

    [Test]
    public void When_all_hooks_of_an_event_succeeded_they_are_cleaned_up_and_the_operation_goes_on()
    {
        HookRun cleaning = new("pre-upgrade", 2, -1, "", HookRunState.Cleaning);
        Assert.That(Decide(cleaning).Step, Is.EqualTo(new Step.CleanHooks(cleaning)));
        Assert.That(Decide(null).Step, Is.EqualTo(new Step.EnterPhase(OperationPhase.Apply)));
    }

    [Test]
    public void Something_newer_waits_for_a_hook_that_runs_and_not_for_one_that_never_started()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Decide(Running, Given.Newer).Step, Is.EqualTo(new Step.AbandonHook(Running)));
            Assert.That(Decide(Running with { HasStarted = true }, Given.Newer).Step, Is.Null);
            Assert.That(Decide(Hook, Given.Newer).Step, Is.EqualTo(new Step.FailRevision(2, "superseded by generation 2 before it was ready", IsSuperseded: true)));
            Assert.That(Decide(Running with { State = HookRunState.Succeeded }, Given.Newer).Step, Is.TypeOf<Step.FinishHook>(), "its end is recorded first");
        });
    }

    [Test]
    public void A_hook_whose_creation_is_held_up_is_tried_again_and_gives_way()
    {
        HookRun begun = Hook with { IsBegun = true };
        Observation seen = Given.Running(OperationType.Upgrade, OperationPhase.PreHooks, begun) with { Failure = new StepFailure("Refused", "a webhook is away", "Job/migrate", OperationId: "op-1", IsTransient: true) };
        Assert.Multiple(() =>
        {
            Assert.That(DecisionRules.Decide(seen).Step, Is.EqualTo(new Step.RunHook(begun)));
            Assert.That(DecisionRules.Decide(seen with { Desired = Given.Newer }).Step, Is.EqualTo(new Step.AbandonHook(begun)));
            Assert.That(DecisionRules.Decide(seen with { Desired = Given.Newer, Failure = null }).Step, Is.EqualTo(new Step.RunHook(begun)), "it may be there, created by a process before this one");
        });
    }

    [Test]
    public void A_hook_that_was_given_up_takes_the_operation_with_it_also_after_a_restart()
    {
        HookRun abandoned = Hook with { State = HookRunState.Abandoned, NeedsCleaning = true };
        Assert.That(Decide(abandoned).Step, Is.EqualTo(new Step.AbandonHook(abandoned)));
        Assert.That(Decide(abandoned with { NeedsCleaning = false }, Given.Newer).Step, Is.TypeOf<Step.FailRevision>());
    }

    [Test]
    public void A_hook_after_an_uninstall_that_fails_is_told_and_the_release_is_gone()
    {
        HookRun hook = Failed with { Event = "post-delete" };
        Decision decision = DecisionRules.Decide(Given.Running(OperationType.Uninstall, OperationPhase.PostHooks, hook));
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.EqualTo(new Step.FinishUninstall(hook)));
            Assert.That((decision.Event!.IsWarning, decision.Event.Reason), Is.EqualTo((true, "UninstallFailed")));
            Assert.That(decision.Event.Message, Does.Contain(Broken.Message));
        });
    }

    private static Decision Decide(HookRun? hook, DesiredState? desired = null) =>
        DecisionRules.Decide(Given.Running(OperationType.Upgrade, OperationPhase.PreHooks, hook) with { Desired = desired ?? Given.Wanted });
}
