using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Steps.Applying;

/// <summary>Deletes the objects of a release that is being uninstalled, in Helm's order of kinds; those of other owners and those to be kept stay.</summary>
internal sealed class DeleteObjectsExecutor(IKubernetesClient client, RevisionWriter revisions, RevisionObjects objects, ObjectApplier applier, RolloutFollower follower, WaitClock waits)
{
    public async Task<StepResult> ExecuteAsync(StepContext context, CancellationToken cancellation)
    {
        RunningOperation operation = context.Seen.Operation!;
        if (await revisions.ReadAsync(context, operation.Revision, cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        try
        {
            IReadOnlyList<ReleaseObject> newest = await ManifestReader.ReadStoredAsync(stored.Release.Manifest, client.Mapper, context.Release.ReleaseNamespace, cancellation);
            ReleaseObject[] ordered = [.. newest.Concat(await LeftBehindAsync(newest, context, operation.Revision, cancellation)).OrderBy(item => item.Kind.Kind, Helm.Manifests.KindOrder.Uninstall)];
            (ReleaseObject[] handedOver, ReleaseObject[] deleted) = operation.Record.Move?.Split(ordered) ?? ([], ordered);
            if ((await applier.HandOverAsync(handedOver, context.Ownership, context.WantedOwnership, cancellation) ?? await DeleteAsync(deleted, context, cancellation)) is { } refusal)
            {
                return StepResult.Failed(new StepFailure(Reasons.UninstallFailed, refusal.Message, refusal.Object.Key.ToString(), OperationId: operation.Record.Id, IsTransient: true));
            }

            OperationProgress progress = context.Memory.Operation!;
            await follower.FollowDeletionAsync(context.Release, context.Memory, operation, ordered, cancellation);
            progress.Phase = OperationPhase.Wait;
            progress.Deadline = waits.After(progress, ActionOptions.Of(context.Release.Spec, OperationType.Uninstall).Timeout);
            return StepResult.Done;
        }
        catch (ManifestException exception)
        {
            return StepResult.Failed(new StepFailure(Reasons.UninstallFailed, exception.Message, OperationId: operation.Record.Id));
        }
    }

    // A revision that failed may not have deleted what those before it had.
    private async Task<IEnumerable<ReleaseObject>> LeftBehindAsync(IReadOnlyList<ReleaseObject> newest, StepContext context, int revision, CancellationToken cancellation)
    {
        if (RevisionObjects.Previous(context.Seen.History, revision).LastOrDefault() is null or { Status: ReleaseStatus.Superseded })
        {
            return [];
        }

        HashSet<ObjectKey> known = [.. newest.Select(item => item.Key)];
        return (await objects.BeforeAsync(context, revision, cancellation)).Where(item => known.Add(item.Key));
    }

    // Where a move was given up, some objects may be handed over already.
    private async Task<ObjectRefusal?> DeleteAsync(ReleaseObject[] objects, StepContext context, CancellationToken cancellation)
    {
        DeletionPropagation propagation = Propagation(context.Release.Spec);
        ObjectRefusal? refusal = await applier.DeleteAsync(objects, context.Ownership, propagation, cancellation);
        return refusal is null && context.Release.IsDeleted && context.WantedOwnership != context.Ownership
            ? await applier.DeleteAsync(objects, context.WantedOwnership, propagation, cancellation)
            : refusal;
    }

    private static DeletionPropagation Propagation(HelmReleaseSpec spec) => spec.Uninstall?.DeletionPropagation switch
    {
        DeletionPropagationPolicy.Foreground => DeletionPropagation.Foreground,
        DeletionPropagationPolicy.Orphan => DeletionPropagation.Orphan,
        _ => DeletionPropagation.Background,
    };
}
