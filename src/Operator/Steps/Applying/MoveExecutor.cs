using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Applying;

/// <summary>Begins the move of a release: the new one is rendered and judged by the server while the old one is as it was; then the old one is uninstalled, without what the new one has as well.</summary>
internal sealed class MoveExecutor(RevisionWriter revisions, RevisionObjects objects, RevisionDrafter drafter, RevisionJudge judge, PrepareUninstallExecutor uninstall)
{
    public async Task<StepResult> PrepareAsync(Step.PrepareMove step, StepContext context, CancellationToken cancellation)
    {
        if (await revisions.ReadAsync(context, context.Seen.History.Newest!.Revision, cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        (Step.PrepareRevision install, StepContext moved) = Install(step, context);
        (RevisionDraft? draft, PreparationFailure? failure) = await drafter.DraftAsync(install, moved, (moved.Seen.History.Newest?.Revision ?? 0) + 1, current: null, cancellation);
        IReadOnlyList<ObjectKey> handedOver = [];
        if (draft is not null)
        {
            (handedOver, failure) = await judge.JudgeMoveAsync(install, moved, draft, await objects.OfAsync(context, stored.Release, cancellation), cancellation);
        }

        return failure is not null
            ? failure.ToResult(context, step.Desired.Attempt)
            : await uninstall.BeginAsync(new Step.PrepareUninstall(null, null), context, stored, MoveRecord.Of(step.Why, handedOver), cancellation);
    }

    /// <summary>The install that a move ends with, and the release at its new place.</summary>
    public static (Step.PrepareRevision Install, StepContext Context) Install(Step.PrepareMove step, StepContext context)
    {
        Observation there = context.Seen.There ?? context.Seen with { History = History.Empty };
        StepContext moved = context with { Seen = there with { Source = context.Seen.Source, Values = context.Seen.Values, Desired = step.Desired } };
        return (new Step.PrepareRevision(OperationType.Install, step.Desired, step.Why), moved);
    }

    /// <summary>The release does not move any more, since it goes altogether: what was to be handed over goes with it.</summary>
    public async Task<StepResult> AbandonAsync(StepContext context, CancellationToken cancellation)
    {
        RunningOperation operation = context.Seen.Operation!;
        if (await revisions.ReadAsync(context, operation.Revision, cancellation) is not { Operation: { } record } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        await revisions.UpdateAsync(context, stored, stored.Release, record with { Move = null }, cancellation);
        if (operation.Phase > OperationPhase.Apply)
        {
            context.Memory.Operation = new OperationProgress(record.Id, OperationPhase.Apply);
        }

        return StepResult.Done;
    }
}
