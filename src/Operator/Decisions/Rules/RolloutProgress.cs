using Steersman.Operator.Api.V1;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>The wait for the objects of a revision: superseded, ready, failed by a cause, failed by its deadline, or still going on - in this order.</summary>
internal static class RolloutProgress
{
    public static Decision Decide(Observation seen, RunningOperation operation)
    {
        if (Superseded(seen, operation) is { } superseded)
        {
            return superseded;
        }

        ActionOptions options = ActionOptions.Of(seen.Release.Spec, operation.Record.Type);
        if (!options.Wait || seen.Rollout is { IsReady: true })
        {
            return new Decision(new Step.EnterPhase(OperationPhase.PostHooks), seen.Release.CurrentStatus);
        }

        bool isOver = operation.Deadline <= seen.Now;
        if (seen.Rollout is { NeedsConfirmation: true } || (isOver && seen.Rollout is { IsFresh: false }))
        {
            return new Decision(new Step.ConfirmFailure(), seen.Release.CurrentStatus);
        }

        if (seen.Rollout?.Failure is { } failure)
        {
            return OperationVerdict.Fail(seen, operation, failure with { Revision = operation.Revision });
        }

        if (isOver && seen.Rollout is { IsReadyEnough: true })
        {
            return new Decision(new Step.EnterPhase(OperationPhase.PostHooks), seen.Release.CurrentStatus);
        }

        if (isOver)
        {
            return OperationVerdict.Fail(seen, operation, FailureText.AtDeadline(operation, seen.Rollout, options.Timeout, seen.Now));
        }

        return new Decision(null, OwnOperationRule.Running(seen, operation), Earlier(operation.Deadline, seen.Rollout?.NextCheckAt));
    }

    /// <summary>Why an operation gives way to something newer; null where nothing newer is asked for.</summary>
    internal static string? SupersededBy(Observation seen, RunningOperation operation)
    {
        if (seen.Release.IsDeleted)
        {
            return "superseded by the deletion of the HelmRelease before it was ready";
        }

        string? present = operation.Record.Type == OperationType.Rollback ? operation.Record.Rejected : operation.Record.Attempt;
        return seen.Desired is not { } desired || operation.Record.Type == OperationType.Uninstall || desired.Attempt == present
            ? null
            : $"superseded by generation {seen.Release.Metadata.Generation} before it was ready";
    }

    private static Decision? Superseded(Observation seen, RunningOperation operation)
    {
        if (seen.Release.IsDeleted || SupersededBy(seen, operation) is not { } why)
        {
            return null;
        }

        HelmReleaseStatus status = seen.Release.CurrentStatus with { Operation = null, Progress = null };
        return new Decision(new Step.FailRevision(operation.Revision, why, IsSuperseded: true), status);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
