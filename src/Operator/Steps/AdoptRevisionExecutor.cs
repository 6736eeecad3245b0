using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps;

/// <summary>Writes the operator's record on a revision that somebody else made; the release itself stays as it is.</summary>
internal sealed class AdoptRevisionExecutor(RevisionWriter revisions, TimeProvider time)
{
    public async Task<StepResult> ExecuteAsync(Step.AdoptRevision step, StepContext context, CancellationToken cancellation)
    {
        if (await revisions.ReadAsync(context, step.Revision, cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        DesiredState? desired = step.Desired;
        OperationRecord record = new()
        {
            Id = Guid.NewGuid().ToString("n"),
            Type = stored.Release.Version == 1 ? OperationType.Install : OperationType.Upgrade,
            Owner = context.Owner,
            Uid = context.Release.Metadata.Uid ?? "",
            Generation = context.Release.Metadata.Generation,
            StartedAt = time.GetUtcNow(),
            Inputs = desired?.Inputs,
            Attempt = desired?.Attempt,
            Values = desired?.Values,
            Chart = stored.Identity,
            Trigger = step.Trigger,
        };
        await revisions.UpdateAsync(context, stored, stored.Release, record, cancellation);
        return StepResult.Done;
    }
}
