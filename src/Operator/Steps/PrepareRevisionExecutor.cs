using Steersman.Helm;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Applying;
using Steersman.Releases.Rendering;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps;

/// <summary>Renders the desired state, has the server judge it, creates what must be there first, and stores the pending revision: until then nothing of the release is changed.</summary>
internal sealed class PrepareRevisionExecutor(
    IKubernetesClient client, RevisionWriter revisions, ObjectApplier applier, RevisionRenderer renderer, ReleasePrerequisites prerequisites, TimeProvider time)
{
    public async Task<StepResult> ExecuteAsync(Step.PrepareRevision step, StepContext context, CancellationToken cancellation)
    {
        RevisionSummary? newest = context.Seen.History.Newest;
        StoredRevision? current = newest is null ? null : await revisions.ReadAsync(context, newest.Revision, cancellation);
        int number = (newest?.Revision ?? 0) + 1;
        try
        {
            RenderedRevision rendered = await renderer.RenderAsync(context, step, number, cancellation);
            Release pending = Pending(step, context, rendered, number, current);
            if (ReleaseCodec.Encode(pending).Length > ReleaseStore.MaxEncodedBytes)
            {
                return Refused(step, context, new StepFailureText(Reasons.Refused, $"the release record would be larger than {ReleaseStore.MaxEncodedBytes} bytes, which a Secret cannot hold: leave files out of the chart by .helmignore"));
            }

            if (await JudgeAsync(step, context, rendered, cancellation) is { } refusal)
            {
                return Refused(step, context, new StepFailureText(Reasons.Refused, refusal.Message, refusal.Object.Key.ToString(), refusal.IsTransient));
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

            context.Memory.Operation = new OperationProgress(record.Id, OperationPhase.Prepare);
            return StepResult.Done;
        }
        catch (HelmException exception)
        {
            return Refused(step, context, new StepFailureText(Reasons.RenderFailed, exception.Message));
        }
        catch (ManifestException exception)
        {
            return Refused(step, context, new StepFailureText(Reasons.RenderFailed, exception.Message));
        }
        catch (PrerequisiteException exception)
        {
            return Refused(step, context, new StepFailureText(Reasons.Refused, exception.Message, exception.Object, exception.IsTransient));
        }
    }

    private async Task<ObjectRefusal?> JudgeAsync(Step.PrepareRevision step, StepContext context, RenderedRevision rendered, CancellationToken cancellation)
    {
        HashSet<GroupKind> ownKinds = [.. ReleasePrerequisites.KindsOf(step, context, rendered)];
        IReadOnlyList<ReleaseObject> wanted = await ManifestReader.ReadAsync(
            rendered.Manifest, client.Mapper, context.Release.ReleaseNamespace, (kind, _) => ownKinds.Contains(new GroupKind(kind.Group, kind.Kind)), cancellation);
        List<ReleaseObject> before = [];
        if (context.Seen.History.Newest is { } newest && await revisions.ReadAsync(context, newest.Revision, cancellation) is { } stored)
        {
            before.AddRange(await ManifestReader.ReadAsync(stored.Release.Manifest, client.Mapper, context.Release.ReleaseNamespace, (_, _) => true, cancellation));
        }

        ChangedObjects changes = ChangedObjects.Between(before, wanted);
        HashSet<ObjectKey> changed = [.. changes.Added.Concat(changes.Changed).Select(item => item.Key)];
        HashSet<string> ownNamespaces = [.. wanted.Where(item => item.Kind is { Group: "", Kind: "Namespace" }).Select(item => item.Name)];
        if (ReleasePrerequisites.CreatesNamespace(step, context))
        {
            ownNamespaces.Add(context.Release.ReleaseNamespace);
        }

        return await applier.DryRunAsync(
            [.. wanted.Where(item => changed.Contains(item.Key) && DryRunPolicy.CanBeRefused(item.Kind) && !(item.Namespace is { } ns && ownNamespaces.Contains(ns)))],
            context.Ownership,
            cancellation);
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
        ApplyMethod = ApplyMethod.ServerSideApply,
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

    private static StepResult Refused(Step.PrepareRevision step, StepContext context, StepFailureText text) =>
        StepResult.Failed(new Decisions.StepFailure(text.Code, context.Memory.Secrets?.Hide(text.Message) ?? text.Message, text.Object, step.Desired.Attempt, IsTransient: text.IsTransient));

    private sealed record StepFailureText(string Code, string Message, string? Object = null, bool IsTransient = false);
}
