using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Applying;
using Steersman.Operator.Steps.Planning;
using Steersman.Releases.Planning;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>Renders the desired state, has the server judge it, creates what must be there first, and stores the pending revision: until then nothing of the release is changed.</summary>
internal sealed class PrepareRevisionExecutor(
    RevisionWriter revisions, RevisionDrafter drafter, RevisionJudge judge, Preflight preflight, ReleasePrerequisites prerequisites, TimeProvider time)
{
    public async Task<StepResult> ExecuteAsync(Step.PrepareRevision step, StepContext context, CancellationToken cancellation)
    {
        context.Memory.Definitions = context.Seen.Definitions;
        RevisionSummary? newest = context.Seen.History.Newest;
        StoredRevision? current = newest is null ? null : await revisions.ReadAsync(context, newest.Revision, cancellation);
        int number = (newest?.Revision ?? 0) + 1;
        (RevisionDraft? draft, PreparationFailure? failure) = await drafter.DraftAsync(step, context, number, current, cancellation);
        Judgement judgement = failure is not null ? Judgement.Refused(failure) : await judge.JudgeAsync(step, context, draft!, current, isPlan: false, cancellation);
        IReadOnlyList<Finding> findings = judgement.Failure is null ? await preflight.LookAsync(context, draft!, judgement, isPlan: false, cancellation) : [];
        failure = judgement.Failure ?? Preflight.Blocked(context.Release.Spec, findings);
        if (failure is not null)
        {
            return failure.ToResult(context, step.Desired.Attempt);
        }

        preflight.Forget(context);
        try
        {
            if (!await prerequisites.EnsureAsync(step, context, draft!.Rendered, cancellation))
            {
                return StepResult.Pending;
            }
        }
        catch (PrerequisiteException exception)
        {
            return new PreparationFailure(Reasons.Refused, exception.Message, exception.Object, exception.IsTransient).ToResult(context, step.Desired.Attempt);
        }

        OperationRecord record = Record(step, context);
        if (await revisions.CreateAsync(context, draft.Pending, record, keep: null, cancellation) is null)
        {
            // Somebody else was faster: the watch tells who.
            return StepResult.Pending;
        }

        await SupersedeAsync(step, context, current, cancellation);
        context.Memory.Operation = new OperationProgress(record.Id, OperationPhase.Prepare);
        return StepResult.Told([.. Preflight.Notices(context, findings)]);
    }

    // As helm install --replace (replaceRelease in pkg/action/install.go), and after the new revision is there.
    private async Task SupersedeAsync(Step.PrepareRevision step, StepContext context, StoredRevision? before, CancellationToken cancellation)
    {
        if (step.Type == OperationType.Install && context.Release.Spec.Install is { Replace: true } && before?.Release.Info is { Status: ReleaseStatus.Uninstalled } info)
        {
            Release superseded = before.Release with { Info = info with { Status = ReleaseStatus.Superseded, Description = RevisionText.Replaced } };
            await revisions.UpdateAsync(context, before, superseded, before.Operation, cancellation);
        }
    }

    private OperationRecord Record(Step.PrepareRevision step, StepContext context) => new()
    {
        Id = Guid.NewGuid().ToString("n"),
        Type = step.Type,
        Owner = context.Owner,
        Uid = context.Release.Metadata.Uid ?? "",
        Namespace = context.Release.ReleaseNamespace,
        Generation = context.Release.Metadata.Generation,
        StartedAt = time.GetUtcNow(),
        Inputs = step.Desired.Inputs,
        Attempt = step.Desired.Attempt,
        Values = step.Desired.Values,
        Chart = step.Desired.Chart,
        OciDigest = step.Desired.OciDigest,
        Trigger = step.Trigger,
        Left = step.Left,
        Failures = step.Failures,
        Token = step.Token,
        FromSecrets = PlanSecrets.AreIn(context.Release.Spec),
    };
}
