using Steersman.Helm.Releases;
using Steersman.Operator.Steps.Applying;
using Steersman.Operator.Steps.Hooks;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>Ends an uninstall: every revision is deleted, the newest last, or the history is kept and the newest revision says uninstalled.</summary>
internal sealed class FinishUninstallExecutor(RevisionWriter revisions, HandedOverExecutor handedOver)
{
    public async Task<StepResult> ExecuteAsync(Step.FinishUninstall step, StepContext context, CancellationToken cancellation)
    {
        if (context.Seen.Operation is { Record.Move: not null, Revision: int moving } && await revisions.ReadAsync(context, moving, cancellation) is { } uninstalled)
        {
            await handedOver.RecordAsync(context, uninstalled, cancellation);
        }

        if (context.Release.Spec.Uninstall is { KeepHistory: true })
        {
            await KeepAsync(step, context, cancellation);
        }
        else
        {
            // The newest goes last: until then it says what is under way.
            foreach (RevisionSummary revision in context.Seen.History.Revisions.Reverse())
            {
                await revisions.DeleteAsync(context, revision.Revision, cancellation);
            }
        }

        context.Memory.Operation = null;
        context.Memory.Objects = [];
        context.Memory.Inventory = [];
        return StepResult.Done;
    }

    private async Task KeepAsync(Step.FinishUninstall step, StepContext context, CancellationToken cancellation)
    {
        int number = context.Seen.Operation!.Revision;
        foreach (RevisionSummary revision in context.Seen.History.Revisions)
        {
            bool isNewest = revision.Revision == number;
            if (!(isNewest || revision.Status == ReleaseStatus.Deployed) || await revisions.ReadAsync(context, revision.Revision, cancellation) is not { } stored)
            {
                continue;
            }

            ReleaseInfo info = stored.Release.Info ?? new ReleaseInfo();
            info = isNewest
                ? info with { Status = ReleaseStatus.Uninstalled, Description = "Uninstallation complete" }
                : info with { Status = ReleaseStatus.Superseded };
            Release release = isNewest && step.Hook is { } failed ? HookRecords.WithEnd(stored, failed, revisions.Now()) : stored.Release;
            await revisions.UpdateAsync(context, stored, release with { Info = info }, stored.Operation, cancellation);
        }
    }
}
