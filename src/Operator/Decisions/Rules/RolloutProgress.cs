using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

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
        bool isOver = operation.Deadline <= seen.Now;
        if (options.Wait && !isOver && DeletesOldPods(seen, operation))
        {
            return new Decision(new Step.DeleteOldPods(), OwnOperationRule.Running(seen, operation));
        }

        if (!options.Wait || (seen.Rollout is { IsReady: true } && (isOver || !HasOldPods(seen, operation))))
        {
            return new Decision(new Step.EnterPhase(OperationPhase.PostHooks), seen.Release.CurrentStatus);
        }

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
            return OperationVerdict.Fail(seen, operation, FailureText.AtDeadline(operation, seen.Rollout, seen.Release.Spec, options.Timeout, seen.Now));
        }

        return new Decision(null, OwnOperationRule.Running(seen, operation), Earlier(Earlier(operation.Deadline, seen.Rollout?.NextCheckAt), operation.NextPodsAt > seen.Now ? operation.NextPodsAt : null));
    }

    /// <summary>Why an operation gives way to something newer; null where nothing newer is asked for.</summary>
    internal static string? SupersededBy(Observation seen, RunningOperation operation)
    {
        if (seen.Release.IsDeleted)
        {
            return "superseded by the deletion of the HelmRelease before it was ready";
        }

        // What has to wait itself stops nothing: the release would be left between two states until it may begin.
        return operation.Record.Type == OperationType.Uninstall || IsWanted(seen, operation.Record) || Plans.HoldBack(seen)
            ? null
            : $"superseded by generation {seen.Release.Metadata.Generation} before it was ready";
    }

    private static bool DeletesOldPods(Observation seen, RunningOperation operation) =>
        operation.Record.Type == OperationType.Rollback && !(operation.NextPodsAt > seen.Now) && OldPodPolicy.ToDelete(seen.Release.Spec, seen.Rollout?.OldPods ?? []).Any();

    private static bool HasOldPods(Observation seen, RunningOperation operation) =>
        operation.Record.Type == OperationType.Rollback && OldPodPolicy.HoldsBack(seen.Release.Spec, seen.Rollout?.OldPods ?? []);

    /// <summary>The end of an operation that gives way to something newer; null where nothing newer is asked for. A deletion has a rule of its own.</summary>
    internal static Decision? Superseded(Observation seen, RunningOperation operation)
    {
        if (seen.Release.IsDeleted || SupersededBy(seen, operation) is not { } why)
        {
            return null;
        }

        HelmReleaseStatus status = seen.Release.CurrentStatus with { Operation = null, Progress = null };
        return new Decision(new Step.FailRevision(operation.Revision, why, IsSuperseded: true), status);
    }

    // What source and values ask for does not count while the release is held, nor where they cannot tell.
    private static bool IsWanted(Observation seen, OperationRecord record)
    {
        if (seen.Release.Spec.RollbackTo is { Revision: int held })
        {
            return record.Type == OperationType.Rollback && record.Target == held;
        }

        if (seen.Desired is not { } desired)
        {
            return true;
        }

        return record.Type switch
        {
            OperationType.Rollback when record.IsHold => false,
            OperationType.Rollback => record.Rejected is null || record.Rejected == desired.Attempt,
            _ => record.Attempt == desired.Attempt,
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
