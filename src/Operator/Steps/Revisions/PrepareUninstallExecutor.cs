using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Inputs;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>Marks the newest revision as uninstalling.</summary>
internal sealed class PrepareUninstallExecutor(RevisionWriter revisions, ClusterFacts facts, TimeProvider time)
{
    public async Task<StepResult> ExecuteAsync(Step.PrepareUninstall step, StepContext context, CancellationToken cancellation)
    {
        // Deleting the definition deletes every HelmRelease, and the watch on it may be behind the one on them: what it takes with it is kept.
        if (context.Release.IsDeleted && await facts.AskOwnDefinitionDeletedAsync(cancellation))
        {
            return StepResult.Pending;
        }

        RevisionSummary newest = context.Seen.History.Newest!;
        if (await revisions.ReadAsync(context, newest.Revision, cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        MoveRecord? move = context.Release.IsDeleted ? null : stored.Operation is { Type: OperationType.Uninstall } failed ? failed.Move : null;
        return await BeginAsync(step, context, stored, move, cancellation);
    }

    /// <summary>The same for a revision that was read.</summary>
    /// <param name="step">What is asked for.</param>
    /// <param name="context">The release.</param>
    /// <param name="stored">Its newest revision.</param>
    /// <param name="move">What is handed over, where the release moves; else null.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<StepResult> BeginAsync(Step.PrepareUninstall step, StepContext context, StoredRevision stored, MoveRecord? move, CancellationToken cancellation)
    {
        OperationRecord record = new()
        {
            Id = Guid.NewGuid().ToString("n"),
            Type = OperationType.Uninstall,
            Owner = context.Owner,
            Uid = context.Release.Metadata.Uid ?? "",
            Namespace = context.Release.ReleaseNamespace,
            Move = move,
            Generation = context.Release.Metadata.Generation,
            StartedAt = time.GetUtcNow(),
            Chart = stored.Identity,
            Rejected = step.Rejected,
            Cause = step.Cause,
            Failures = stored.Operation?.Failures ?? 0,
            Failed = step.Cause is null ? null : stored.Operation?.Failed,
            Try = stored.Operation is { Type: OperationType.Uninstall } before ? before.Try + 1 : 1,
        };
        ReleaseInfo info = stored.Release.Info ?? new ReleaseInfo();
        Release uninstalling = stored.Release with
        {
            Info = info with { Status = ReleaseStatus.Uninstalling, Deleted = revisions.Now(), Description = "Deletion in progress (or silently failed)" },
        };
        await revisions.UpdateAsync(context, stored, uninstalling, record, cancellation);
        context.Memory.Operation = new OperationProgress(record.Id, OperationPhase.Prepare);
        return StepResult.Done;
    }
}
