using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;

namespace Steersman.Operator.Steps;

/// <summary>Goes on to the next phase; hooks of the phase that is left are cleared where they ask for it.</summary>
internal sealed class EnterPhaseExecutor(RevisionWriter revisions, HookExecutor hooks)
{
    public async Task<StepResult> ExecuteAsync(Step.EnterPhase step, StepContext context, CancellationToken cancellation)
    {
        RunningOperation operation = context.Seen.Operation!;
        if (operation.Phase == OperationPhase.PreHooks && context.Memory.Operation is { FinishedHooks.Count: > 0 }
            && await revisions.ReadAsync(context, operation.Revision, cancellation) is { } stored)
        {
            await hooks.ClearSucceededAsync(context, stored.Release, HookSupport.Event(operation.Record.Type, isAfter: false), cancellation);
        }

        context.Memory.Operation!.Phase = step.Phase;
        return StepResult.Done;
    }
}
