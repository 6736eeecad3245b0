using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>A failed revision becomes pending again, its operation goes on after the wait. A crash in between takes it through all phases, of which the earlier ones find everything done.</summary>
internal sealed class ResumeRevisionExecutor(RevisionWriter revisions)
{
    public async Task<StepResult> ExecuteAsync(Step.ResumeRevision step, StepContext context, CancellationToken cancellation)
    {
        if (await revisions.ReadAsync(context, step.Revision, cancellation) is not { Operation: { } record } failed)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        ReleaseInfo info = (failed.Release.Info ?? new ReleaseInfo()) with
        {
            Status = record.Type switch
            {
                OperationType.Install => ReleaseStatus.PendingInstall,
                OperationType.Rollback => ReleaseStatus.PendingRollback,
                _ => ReleaseStatus.PendingUpgrade,
            },
            Description = record.Type == OperationType.Rollback ? $"Rollback to {record.Target}" : $"Preparing {(record.Type == OperationType.Install ? "install" : "upgrade")}",
        };
        OperationRecord resumed = record.Type == OperationType.Rollback
            ? record with { Failure = null, FailureCode = null, RecoveredFrom = record.Failure }
            : record with { Cause = null, Code = null, RecoveredFrom = record.Cause ?? record.Code };
        await revisions.UpdateAsync(context, failed, failed.Release with { Info = info }, resumed, cancellation);
        context.Memory.Operation = new OperationProgress(record.Id, OperationPhase.PostHooks) { MayHaveApplied = true };
        return StepResult.Done;
    }
}
