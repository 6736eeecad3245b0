using Steersman.Helm;
using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Applying;
using Steersman.Releases.Rendering;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps;

/// <summary>Renders the desired state, has the server judge it, creates what must be there first, and stores the pending revision: until then nothing of the release is changed.</summary>
internal sealed class PrepareRevisionExecutor(
    RevisionWriter revisions, RevisionJudge judge, RevisionRenderer renderer, ReleasePrerequisites prerequisites, TimeProvider time)
{
    public async Task<StepResult> ExecuteAsync(Step.PrepareRevision step, StepContext context, CancellationToken cancellation)
    {
        context.Memory.Definitions = context.Seen.Definitions;
        RevisionSummary? newest = context.Seen.History.Newest;
        StoredRevision? current = newest is null ? null : await revisions.ReadAsync(context, newest.Revision, cancellation);
        int number = (newest?.Revision ?? 0) + 1;
        try
        {
            RenderedRevision rendered = await renderer.RenderAsync(context, step, number, await PreservedAsync(step, context, current, cancellation), cancellation);
            Release pending = Pending(step, context, rendered, number, current);
            if (ReleaseCodec.Encode(pending).Length > ReleaseStore.MaxEncodedBytes)
            {
                return Refused(step, context, new PreparationFailure(Reasons.Refused, $"the release record would be larger than {ReleaseStore.MaxEncodedBytes} bytes, which a Secret cannot hold: leave files out of the chart by .helmignore"));
            }

            if (await judge.JudgeAsync(step, context, rendered, pending.ApplyMethod, current, cancellation) is { } failure)
            {
                return Refused(step, context, failure);
            }

            if (!await prerequisites.EnsureAsync(step, context, rendered, cancellation))
            {
                return StepResult.Pending;
            }

            OperationRecord record = Record(step, context);
            if (await revisions.CreateAsync(context, pending, record, keep: null, cancellation) is null)
            {
                // Somebody else was faster: the watch tells who.
                return StepResult.Pending;
            }

            await SupersedeAsync(step, context, current, cancellation);
            context.Memory.Operation = new OperationProgress(record.Id, OperationPhase.Prepare);
            return StepResult.Done;
        }
        catch (HelmException exception)
        {
            return Refused(step, context, new PreparationFailure(Reasons.RenderFailed, exception.Message));
        }
        catch (ManifestException exception)
        {
            return Refused(step, context, new PreparationFailure(exception.IsKindMissing ? Reasons.KindMissing : Reasons.RenderFailed, exception.Message, IsTransient: exception.IsKindMissing));
        }
        catch (PrerequisiteException exception)
        {
            return Refused(step, context, new PreparationFailure(Reasons.Refused, exception.Message, exception.Object, exception.IsTransient));
        }
    }

    // Helm takes the deployed revision, or else the newest one.
    private async Task<Release?> PreservedAsync(Step.PrepareRevision step, StepContext context, StoredRevision? newest, CancellationToken cancellation)
    {
        if (step.Type != OperationType.Upgrade || context.Release.Spec.Upgrade is not { PreserveValues: true })
        {
            return null;
        }

        RevisionSummary? deployed = context.Seen.History.Revisions.FirstOrDefault(revision => revision.Status == ReleaseStatus.Deployed);
        StoredRevision? stored = deployed is null ? null : await revisions.ReadAsync(context, deployed.Revision, cancellation);
        return (stored ?? newest)?.Release;
    }

    private Release Pending(Step.PrepareRevision step, StepContext context, RenderedRevision rendered, int number, StoredRevision? current) => new()
    {
        Name = context.Release.ReleaseName,
        Namespace = context.Release.ReleaseNamespace,
        Version = number,
        Chart = rendered.Chart,
        Config = rendered.Config,
        Manifest = rendered.Manifest,
        Hooks = rendered.Hooks,
        ApplyMethod = ApplyPolicy.MethodOf(context.Release.Spec, step.Type, current?.Release),
        Labels = step.Type == OperationType.Upgrade ? current?.Release.Labels : null,
        Info = new ReleaseInfo
        {
            FirstDeployed = step.Type == OperationType.Upgrade && current?.Release.Info is { } info ? info.FirstDeployed : revisions.Now(),
            LastDeployed = revisions.Now(),
            Status = RevisionText.Pending(step.Type),
            Description = RevisionText.Begun(step.Type),
            Notes = rendered.Notes,
        },
    };

    // As helm install --replace (replaceRelease in pkg/action/install.go), and after the new revision is there.
    private async Task SupersedeAsync(Step.PrepareRevision step, StepContext context, StoredRevision? before, CancellationToken cancellation)
    {
        if (step.Type == OperationType.Install && context.Release.Spec.Install is { Replace: true } && before?.Release.Info is { Status: ReleaseStatus.Uninstalled } info)
        {
            Release superseded = before.Release with { Info = info with { Status = ReleaseStatus.Superseded, Description = "superseded by new release" } };
            await revisions.UpdateAsync(context, before, superseded, before.Operation, cancellation);
        }
    }

    private OperationRecord Record(Step.PrepareRevision step, StepContext context) => new()
    {
        Id = Guid.NewGuid().ToString("n"),
        Type = step.Type,
        Owner = context.Owner,
        Uid = context.Release.Metadata.Uid ?? "",
        Generation = context.Release.Metadata.Generation,
        StartedAt = time.GetUtcNow(),
        Inputs = step.Desired.Inputs,
        Attempt = step.Desired.Attempt,
        Values = step.Desired.Values,
        Chart = step.Desired.Chart,
        Trigger = step.Trigger,
        Failures = step.Failures,
        Token = step.Token,
    };

    private static StepResult Refused(Step.PrepareRevision step, StepContext context, PreparationFailure text) =>
        StepResult.Failed(new Decisions.StepFailure(text.Code, context.Memory.Secrets?.Hide(text.Message) ?? text.Message, text.Object, step.Desired.Attempt, IsTransient: text.IsTransient));
}
