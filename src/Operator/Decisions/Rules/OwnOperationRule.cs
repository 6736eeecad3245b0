using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>An operation of ours goes on, from wherever it is: hooks, objects, wait, hooks, verdict.</summary>
internal sealed class OwnOperationRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Operation is not { } operation)
        {
            return null;
        }

        if (seen.Failure is { IsTransient: false } failure && failure.OperationId == operation.Record.Id)
        {
            return OperationVerdict.Fail(seen, operation, new FailureStatus { Code = failure.Code, Object = failure.Object, Message = failure.Message, FirstSeen = seen.Now, Revision = operation.Revision });
        }

        return operation.Phase switch
        {
            OperationPhase.Prepare => Enter(seen, OperationPhase.PreHooks),
            OperationPhase.PreHooks => HookProgress.Decide(seen, operation) ?? Enter(seen, OperationPhase.Apply),
            OperationPhase.Apply when Stuck(seen, operation) is { } end => end,
            OperationPhase.Apply => new Decision(operation.Record.Type == OperationType.Uninstall ? new Step.DeleteObjects() : new Step.ApplyObjects(), Running(seen, operation)),
            OperationPhase.Wait => RolloutProgress.Decide(seen, operation),
            OperationPhase.PostHooks => HookProgress.Decide(seen, operation) ?? AfterHooks(seen, operation),
            _ => HookProgress.Decide(seen, operation) ?? TestVerdict.Succeed(seen, operation),
        };
    }

    /// <summary>The status of an operation under way.</summary>
    internal static HelmReleaseStatus Running(Observation seen, RunningOperation operation)
    {
        OperationType type = operation.Record.Type;
        string message = $"Running '{ReleaseNames.Verb(operation.Type)}' action with timeout of {Api.GoDuration.Format(ActionOptions.Of(seen.Release.Spec, operation).Timeout)}";
        HelmReleaseStatus status = seen.Release.CurrentStatus.Judged(seen) with
        {
            Operation = new OperationStatus
            {
                Id = operation.Record.Id,
                Type = operation.Record.IsTesting ? OperationType.Test : type,
                Revision = operation.Revision,
                Phase = operation.Phase,
                Hook = operation.Hook is { State: not HookRunState.Cleaning } named ? named.Object : null,
                HookUid = operation.Hook?.Uid,
                HookRun = operation.Hook is { State: not HookRunState.Cleaning } ? operation.Hook.Run : null,
                StartedAt = operation.Record.StartedAt,
                Deadline = operation.Hook?.Deadline ?? operation.Deadline,
                Ready = seen.Rollout?.Ready,
                Total = seen.Rollout?.Total,
            },
            Progress = seen.Rollout is { Progress.Count: > 0 } rollout ? rollout.Progress : null,
        };
        if (operation.Hook is { State: HookRunState.Running } hook)
        {
            message = $"{message}: waiting for hook {hook.Object}";
        }
        else if (operation.Phase == OperationPhase.Wait && seen.Rollout is { IsReady: false, Total: > 0 } waiting)
        {
            message = $"{message}: {waiting.Ready} of {waiting.Total} objects ready";
        }

        if (seen.Rollout is { Remarks: { Count: > 0 } remarks })
        {
            message = $"{message}; {string.Join("; ", remarks)}";
        }

        status = operation.Phase == OperationPhase.Tests ? TestVerdict.Awaited(status, seen, operation) : status.Without(ConditionTypes.TestSuccess);
        return type == OperationType.Rollback ? RollingBack(status, seen, operation, message) : status.Progressing(seen, message);
    }

    /// <summary>True where the last try of the present step was held up by what may pass: a webhook that is away, an object that does not go.</summary>
    internal static bool IsHeldUp(Observation seen, RunningOperation operation) =>
        seen.Failure is { IsTransient: true } failure && failure.OperationId == operation.Record.Id;

    // Objects are put in place before anything newer begins, but what does not get on between two tries gives way, and ends with its time.
    private static Decision? Stuck(Observation seen, RunningOperation operation)
    {
        if (!IsHeldUp(seen, operation))
        {
            return null;
        }

        if (RolloutProgress.Superseded(seen, operation) is { } superseded)
        {
            return superseded;
        }

        TimeSpan timeout = ActionOptions.Of(seen.Release.Spec, operation).Timeout;
        bool isOver = TotalTime.IsOver(seen.Release.Spec, operation, seen.Now)
            || (operation.Record.Type == OperationType.Uninstall && operation.Record.StartedAt + timeout + operation.Excused <= seen.Now);
        return isOver ? OperationVerdict.Fail(seen, operation, FailureText.HeldUp(operation, seen.Failure!, seen.Release.Spec, timeout, seen.Now)) : null;
    }

    private static Decision AfterHooks(Observation seen, RunningOperation operation) =>
        seen.Release.Spec.Test is { Enable: true } && operation.Record.Type is OperationType.Install or OperationType.Upgrade
            ? Enter(seen, OperationPhase.Tests)
            : OperationVerdict.Succeed(seen, operation);

    private static Decision Enter(Observation seen, OperationPhase phase) => new(new Step.EnterPhase(phase), seen.Release.CurrentStatus);

    // While a rollback runs the cause stays in Ready's message: it is what people look for.
    private static HelmReleaseStatus RollingBack(HelmReleaseStatus status, Observation seen, RunningOperation operation, string message) => status
        .Without(ConditionTypes.Stalled)
        .With(seen, ConditionTypes.Reconciling, StatusExtensions.True, Reasons.Progressing, message)
        .With(seen, ConditionTypes.Ready, StatusExtensions.False, Reasons.UpgradeFailed, $"{operation.Record.Cause}; rolling back to revision {operation.Record.Target}");
}
