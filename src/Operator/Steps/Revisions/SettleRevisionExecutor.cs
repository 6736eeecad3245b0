using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Steps.Hooks;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>The pending revision becomes the deployed one; then every older deployed one is superseded. A crash between the two is healed later.</summary>
internal sealed class SettleRevisionExecutor(RevisionWriter revisions)
{
    public async Task<StepResult> ExecuteAsync(Step.SettleRevision step, StepContext context, CancellationToken cancellation)
    {
        int number = context.Seen.Operation!.Revision;
        if (await revisions.ReadAsync(context, number, cancellation) is not { } pending)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        Release release = step.FailedTest is { } failed ? HookRecords.WithEnd(pending, failed, revisions.Now()) : pending.Release;
        OperationRecord record = Record(step, context, pending, release);
        if (pending.Operation!.IsTesting)
        {
            await revisions.UpdateAsync(context, pending, release, record, cancellation);
            context.Memory.Operation = null;
            return StepResult.Done;
        }

        ReleaseInfo info = release.Info ?? new ReleaseInfo();
        OperationType type = record.Type;
        Release deployed = release with
        {
            Info = info with
            {
                Status = ReleaseStatus.Deployed,
                Description = type == OperationType.Rollback ? info.Description : RevisionText.Completed(type, context.Release.Spec),
            },
        };
        await revisions.UpdateAsync(context, pending, deployed, record with { NamespaceUid = context.Seen.NamespaceUid }, cancellation);
        await SupersedeAsync(context, number, cancellation);
        context.Memory.Operation = null;
        return StepResult.Done;
    }

    /// <summary>The second half alone, where the first was done by a process that is no more.</summary>
    public async Task<StepResult> SupersedeOlderAsync(StepContext context, CancellationToken cancellation)
    {
        await SupersedeAsync(context, context.Seen.History.Newest!.Revision, cancellation);
        return StepResult.Done;
    }

    private async Task SupersedeAsync(StepContext context, int number, CancellationToken cancellation)
    {
        foreach (RevisionSummary older in context.Seen.History.Revisions)
        {
            if (older.Revision != number && older.Status == ReleaseStatus.Deployed && await revisions.ReadAsync(context, older.Revision, cancellation) is { } before)
            {
                await revisions.UpdateAsync(context, before, before.Release with { Info = before.Release.Info! with { Status = ReleaseStatus.Superseded } }, before.Operation, cancellation);
            }
        }
    }

    private static OperationRecord Record(Step.SettleRevision step, StepContext context, StoredRevision pending, Release release)
    {
        OperationRecord record = pending.Operation! with { Hooks = null, IsTesting = false };
        if (context.Seen.Operation is not { Phase: OperationPhase.Tests } operation || step.IsInterrupted)
        {
            return record;
        }

        int ran = step.FailedTest is { } failed ? failed.Run + 1 : operation.Tests;
        string? cause = step.FailedTest is { } test ? $"{test.Object}: {test.Failure?.Message ?? "failed"}" : null;
        return record with { Tests = TestRecord.Of(release.Hooks, ran, cause) };
    }
}
