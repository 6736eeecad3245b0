using System.Globalization;
using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>Stores a pending revision with the content of an older one, as Helm's rollback does; a rollback that failed is pending again under its own number.</summary>
internal sealed class PrepareRollbackExecutor(RevisionWriter revisions, TimeProvider time)
{
    public async Task<StepResult> ExecuteAsync(Step.PrepareRollback step, StepContext context, CancellationToken cancellation)
    {
        StoredRevision? current = await revisions.ReadAsync(context, context.Seen.History.Newest!.Revision, cancellation);
        if (current is null)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        return step.Retry is null ? await CreateAsync(step, context, current, cancellation) : await AgainAsync(step, context, current, cancellation);
    }

    private async Task<StepResult> CreateAsync(Step.PrepareRollback step, StepContext context, StoredRevision current, CancellationToken cancellation)
    {
        if (await revisions.ReadAsync(context, step.Target, cancellation) is not { } target)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        OperationRecord record = new()
        {
            Id = Guid.NewGuid().ToString("n"),
            Type = OperationType.Rollback,
            Owner = context.Owner,
            Uid = context.Release.Metadata.Uid ?? "",
            Namespace = context.Release.ReleaseNamespace,
            Generation = context.Release.Metadata.Generation,
            StartedAt = time.GetUtcNow(),
            Inputs = target.Operation?.Inputs,
            Attempt = target.Operation?.Attempt,
            Values = target.Operation?.Values,
            Chart = target.Identity,
            OciDigest = target.Operation?.OciDigest,
            Target = step.Target,
            Rejected = step.Rejected,
            Cause = step.Cause,
            Code = step.Code ?? (step.IsHold ? null : current.Operation?.Code),
            IsHold = step.IsHold,
            Failed = step.Code is null && !step.IsHold ? current.Operation?.Failed : null,
            Token = step.Token,
            Failures = step.Rejected is null ? 0 : current.Operation?.Failures ?? 0,
            Trigger = step switch
            {
                { IsHold: true } => "rollbackTo",
                { Token: not null } => "annotation",
                _ => string.Create(CultureInfo.InvariantCulture, $"revision {current.Release.Version} failed"),
            },
        };
        Release pending = target.Release with
        {
            Version = current.Release.Version + 1,
            Labels = target.Release.Labels,
            ApplyMethod = ApplyPolicy.MethodOf(context.Release.Spec, OperationType.Rollback, target.Release),
            Info = new ReleaseInfo
            {
                FirstDeployed = current.Release.Info?.FirstDeployed ?? revisions.Now(),
                LastDeployed = revisions.Now(),
                Status = ReleaseStatus.PendingRollback,
                Description = string.Create(CultureInfo.InvariantCulture, $"Rollback to {step.Target}"),
                Notes = target.Release.Info?.Notes ?? "",
                RollbackRevision = step.Target,
            },
        };
        if (await revisions.CreateAsync(context, pending, record, step.Target, cancellation) is null)
        {
            return StepResult.Pending;
        }

        context.Memory.Operation = new OperationProgress(record.Id, OperationPhase.Prepare);
        return StepResult.Done;
    }

    private async Task<StepResult> AgainAsync(Step.PrepareRollback step, StepContext context, StoredRevision failed, CancellationToken cancellation)
    {
        OperationRecord record = failed.Operation! with { Id = Guid.NewGuid().ToString("n"), StartedAt = time.GetUtcNow(), Try = failed.Operation.Try + 1, Failure = null, FailureCode = null, Hooks = null, Generation = context.Release.Metadata.Generation };
        ReleaseInfo info = failed.Release.Info! with
        {
            Status = ReleaseStatus.PendingRollback,
            Description = string.Create(CultureInfo.InvariantCulture, $"Rollback to {step.Target}"),
            LastDeployed = revisions.Now(),
        };
        await revisions.UpdateAsync(context, failed, failed.Release with { Info = info }, record, cancellation);
        context.Memory.Operation = new OperationProgress(record.Id, OperationPhase.Prepare);
        return StepResult.Done;
    }
}
