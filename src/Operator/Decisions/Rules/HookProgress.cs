using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>The hooks of one phase, one after the other.</summary>
internal static class HookProgress
{
    /// <summary>Code of a hook's failure.</summary>
    public const string Code = "HookFailed";

    /// <summary>What is to be done for the hook whose turn it is; null when all of them are done.</summary>
    public static Decision? Decide(Observation seen, RunningOperation operation)
    {
        if (operation.Hook is not { } hook)
        {
            return null;
        }

        if (Supersede(seen, operation, hook) is { } superseded)
        {
            return superseded;
        }

        bool isDue = hook.CheckAt <= seen.Now;
        DateTimeOffset? deadline = TotalTime.Bound(seen.Release.Spec, operation, hook.Deadline);
        bool isOver = deadline <= seen.Now;
        return hook.State switch
        {
            HookRunState.NotStarted => Take(seen, operation, new Step.RunHook(hook)),
            HookRunState.Succeeded => Take(seen, operation, new Step.FinishHook(hook)),
            HookRunState.Running when isDue || isOver => Take(seen, operation, new Step.ExamineHook(hook)),
            HookRunState.Clearing when isOver => Fail(seen, operation, hook),
            HookRunState.Clearing when isDue => Take(seen, operation, new Step.RunHook(hook)),
            HookRunState.Cleaning when isOver => Fail(seen, operation, hook),
            HookRunState.Cleaning when hook.CheckAt is null || isDue => Take(seen, operation, new Step.CleanHooks(hook)),
            HookRunState.Failed when hook.NeedsCleaning && !isOver && (hook.CheckAt is null || isDue) => Take(seen, operation, new Step.CleanHooks(hook)),
            HookRunState.Failed when !hook.NeedsCleaning || isOver => Fail(seen, operation, hook),
            _ => new Decision(null, OwnOperationRule.Running(seen, operation), Earlier(deadline, hook.CheckAt)),
        };
    }

    // A hook that runs comes to its end, for nobody knows what half of it does; one whose containers never started gives way at once.
    private static Decision? Supersede(Observation seen, RunningOperation operation, HookRun hook)
    {
        if (hook.State == HookRunState.Abandoned)
        {
            return hook.NeedsCleaning ? Take(seen, operation, new Step.AbandonHook(hook)) : GiveWay(seen, operation, hook);
        }

        if (operation.Record.Type == OperationType.Uninstall || RolloutProgress.SupersededBy(seen, operation) is null)
        {
            return null;
        }

        return hook switch
        {
            { State: HookRunState.NotStarted, IsBegun: false } or { State: HookRunState.Clearing } => GiveWay(seen, operation, null),
            { State: HookRunState.NotStarted, HasStarted: false } when OwnOperationRule.IsHeldUp(seen, operation) => Take(seen, operation, new Step.AbandonHook(hook)),
            { State: HookRunState.Running, HasStarted: false } => Take(seen, operation, new Step.AbandonHook(hook)),
            _ => null,
        };
    }

    private static Decision GiveWay(Observation seen, RunningOperation operation, HookRun? hook)
    {
        string why = RolloutProgress.SupersededBy(seen, operation) ?? "given up before it was ready";
        HelmReleaseStatus status = seen.Release.CurrentStatus with { Operation = null, Progress = null };
        if (operation.Record.IsTesting)
        {
            return new Decision(new Step.SettleRevision(IsInterrupted: true), status);
        }

        return new Decision(new Step.FailRevision(operation.Revision, why, IsSuperseded: true) { Hook = hook }, status);
    }

    private static Decision Take(Observation seen, RunningOperation operation, Step step) => new(step, OwnOperationRule.Running(seen, operation));

    private static Decision Fail(Observation seen, RunningOperation operation, HookRun hook)
    {
        HookFailure failure = hook.Failure ?? new HookFailure(HookFailureStage.Wait, $"{hook.Event} hook failed", "failed");
        return OperationVerdict.FailHook(seen, operation, hook, new FailureStatus
        {
            Code = operation.Phase == OperationPhase.Tests ? Reasons.TestFailed : Code,
            Object = hook.Object,
            Pod = failure.Pod,
            Container = failure.Container,
            Reason = failure.Reason,
            ExitCode = failure.ExitCode,
            Message = FailureText.Cut(failure.Message),
            FirstSeen = seen.Now,
            Revision = operation.Revision,
        });
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
