using Steersman.Operator.Api.V1;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>Records that the tests of a deployed revision are under way, under an identity of their own.</summary>
internal sealed class BeginTestsExecutor(RevisionWriter revisions)
{
    public async Task<StepResult> ExecuteAsync(Step.BeginTests step, StepContext context, CancellationToken cancellation)
    {
        if (await revisions.ReadAsync(context, step.Revision, cancellation) is not { Operation: { } before } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        // The tests belong to the attempt that asks for them: should they fail, it is what is rejected.
        OperationRecord record = before with { Id = Guid.NewGuid().ToString("n"), Attempt = step.Desired.Attempt, Hooks = null, Tests = null, IsTesting = true };
        await revisions.UpdateAsync(context, stored, stored.Release, record, cancellation);
        context.Memory.Operation = new OperationProgress(record.Id, OperationPhase.Tests);
        return StepResult.Done;
    }
}
