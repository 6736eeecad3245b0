using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps;

/// <summary>The pending revision becomes the deployed one; then every older deployed one is superseded. A crash between the two is healed later.</summary>
internal sealed class SettleRevisionExecutor(RevisionWriter revisions)
{
    public async Task<StepResult> ExecuteAsync(StepContext context, CancellationToken cancellation)
    {
        int number = context.Seen.Operation!.Revision;
        if (await revisions.ReadAsync(context, number, cancellation) is not { } pending)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        ReleaseInfo info = pending.Release.Info ?? new ReleaseInfo();
        OperationType type = pending.Operation!.Type;
        Release deployed = pending.Release with
        {
            Info = info with
            {
                Status = ReleaseStatus.Deployed,
                Description = type == OperationType.Rollback ? info.Description : RevisionText.Completed(type, context.Release.Spec),
            },
        };
        await revisions.UpdateAsync(context, pending, deployed, pending.Operation with { NamespaceUid = context.Seen.NamespaceUid }, cancellation);
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
}
