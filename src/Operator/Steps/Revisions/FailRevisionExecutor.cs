using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Applying;
using Steersman.Operator.Steps.Hooks;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>A pending revision is marked as failed; for a failed rollback the revision it came from is superseded, as Helm does.</summary>
internal sealed class FailRevisionExecutor(RevisionWriter revisions, HookFollower follower, FailedRevisionCleanup cleanup)
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
            { Type: OperationType.Rollback or OperationType.Uninstall } => record with { Code = record.Code ?? step.Code, Failure = step.Error, FailureCode = step.Code },
            _ => record with { Cause = step.Error, Code = step.Code, Failed = step.Failure, Failures = record.Failures + 1 },
        };
        Release release = pending.Release;
        if (step.Hook is { } run)
        {
            follower.Forget(context);
            release = HookRecords.WithEnd(pending, run, revisions.Now());
            if (run.Failure is { } failure && !step.IsSuperseded)
            {
                description = RevisionText.Failed(type, pending.Release.Name, HookErrors.Of(type, run.Event, failure.Error));
            }
        }

        if (judged is not null)
        {
            // A failed test is the last one that ran.
            TestRecord? tests = step.Code == Reasons.TestFailed && step.Hook is { } test ? TestRecord.Of(release.Hooks, test.Run + 1, step.Error) : judged.Tests;
            judged = judged with { Tests = tests, IsTesting = false };
        }

        if (!step.IsSuperseded)
        {
            await cleanup.CleanAsync(context, pending, cancellation);
        }

        await revisions.UpdateAsync(
            context, pending, release with { Info = info with { Status = ReleaseStatus.Failed, Description = description } }, judged, cancellation);
        context.Memory.Operation = null;
        context.Memory.Failure = null;
        return StepResult.Done;
    }
}
