using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Revisions;

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
            Namespace = context.Release.ReleaseNamespace,
            Generation = context.Release.Metadata.Generation,
            StartedAt = stored.Release.Info is { LastDeployed: { IsZero: false } deployed } ? deployed.Time.ToUniversalTime() : time.GetUtcNow(),
            Inputs = desired?.Inputs,
            Attempt = desired?.Attempt,
            Values = desired?.Values,
            Chart = stored.Identity,
            OciDigest = desired?.OciDigest,
            Trigger = step.Trigger,
            NamespaceUid = context.Seen.NamespaceUid,
        };
        await revisions.UpdateAsync(context, stored, stored.Release, record, cancellation);
        return StepResult.Done;
    }

    /// <summary>Writes the namespace that there is now into the record of a revision.</summary>
    public async Task<StepResult> RecordNamespaceAsync(StepContext context, CancellationToken cancellation)
    {
        RevisionSummary newest = context.Seen.History.Newest!;
        if (await revisions.ReadAsync(context, newest.Revision, cancellation) is not { Operation: { } record } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        await revisions.UpdateAsync(context, stored, stored.Release, record with { NamespaceUid = context.Seen.NamespaceUid }, cancellation);
        return StepResult.Done;
    }
}
