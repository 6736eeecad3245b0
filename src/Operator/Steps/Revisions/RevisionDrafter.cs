using Steersman.Helm;
using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Steps.Applying;
using Steersman.Releases.Applying;
using Steersman.Releases.Rendering;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>Renders the desired state as the revision that would be stored.</summary>
internal sealed class RevisionDrafter(RevisionWriter revisions, RevisionRenderer renderer)
{
    /// <summary>Drafts a revision of that number.</summary>
    /// <param name="step">What is asked for.</param>
    /// <param name="context">The release.</param>
    /// <param name="number">Number of the revision.</param>
    /// <param name="current">The revision before; null where there is none.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The draft, or why there is none.</returns>
    public async Task<(RevisionDraft? Draft, PreparationFailure? Failure)> DraftAsync(
        Step.PrepareRevision step, StepContext context, int number, StoredRevision? current, CancellationToken cancellation)
    {
        try
        {
            RenderedRevision rendered = await renderer.RenderAsync(context, step, number, await PreservedAsync(step, context, current, cancellation), cancellation);
            Release pending = Pending(step, context, rendered, number, current);
            return ReleaseCodec.Encode(pending).Length > ReleaseStore.MaxEncodedBytes
                ? (null, new PreparationFailure(Reasons.Refused, $"the release record would be larger than {ReleaseStore.MaxEncodedBytes} bytes, which a Secret cannot hold: leave files out of the chart by .helmignore"))
                : (new RevisionDraft(rendered, pending), null);
        }
        catch (HelmException exception)
        {
            return (null, new PreparationFailure(Reasons.RenderFailed, exception.Message));
        }
        catch (ManifestException exception)
        {
            return (null, PreparationFailure.Of(exception));
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
}
