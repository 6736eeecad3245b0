using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps;

/// <summary>A pending revision is marked as failed; for a failed rollback the revision it came from is superseded, as Helm does.</summary>
internal sealed class FailRevisionExecutor(RevisionWriter revisions, HookExecutor hooks)
{
    public async Task<StepResult> ExecuteAsync(Step.FailRevision step, StepContext context, CancellationToken cancellation)
    {
        if (await revisions.ReadAsync(context, step.Revision, cancellation) is not { } pending)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        OperationRecord? record = pending.Operation;
        OperationType type = record?.Type ?? OperationType.Upgrade;
        ReleaseInfo info = pending.Release.Info ?? new ReleaseInfo();
        string description = step.IsSuperseded ? step.Error : RevisionText.Failed(type, pending.Release.Name, step.Error);
        OperationRecord? judged = record switch
        {
            null => null,
            _ when step.IsSuperseded => record with { Attempt = null, Inputs = null, Rejected = null, Cause = step.Error },
            { Type: OperationType.Rollback } => record with { Code = step.Code },
            _ => record with { Cause = step.Error, Code = step.Code },
        };
        Release release = pending.Release;
        if (context.Seen.Operation is { Hook: { State: not HookRunState.NotStarted } hook } operation)
        {
            release = await hooks.FailAsync(context, release, hook, HookSupport.Event(type, operation.Phase == OperationPhase.PostHooks), cancellation);
        }

        await revisions.UpdateAsync(
            context, pending, release with { Info = info with { Status = ReleaseStatus.Failed, Description = description } }, judged, cancellation);
        context.Memory.Operation = null;
        context.Memory.Failure = null;
        return StepResult.Done;
    }
}
