using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Inputs;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Applying;

/// <summary>Applies what the revision changes and deletes what it no longer has; then the wait begins.</summary>
internal sealed class ApplyObjectsExecutor(
    IKubernetesClient client, ClusterCapabilities capabilities, RevisionWriter revisions, RevisionObjects objects, ObjectApplier applier, ApplyPolicy policy, INoticeSink notices, RolloutFollower follower, DriftFollower drift, HandedOverExecutor handedOver, WaitClock waits)
{
    public async Task<StepResult> ExecuteAsync(StepContext context, CancellationToken cancellation)
    {
        RunningOperation operation = context.Seen.Operation!;
        if (await revisions.ReadAsync(context, operation.Revision, cancellation) is not { } pending)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        try
        {
            IReadOnlyList<ReleaseObject> wanted = await WantedAsync(pending.Release, context, operation.Record.Type, cancellation);
            IReadOnlyList<ReleaseObject> before = await objects.BeforeAsync(context, operation.Revision, cancellation);
            ChangedObjects changes = ChangedObjects.Between(before, wanted);

            // After a failure every object is put in place: nobody knows how far the failed revision came. So it is where somebody asks for a revision that changes nothing.
            bool appliesAll = operation.Record.Type == OperationType.Rollback
                || operation.Record.Trigger == "annotation"
                || RevisionObjects.Previous(context.Seen.History, operation.Revision).Any(older => older.Status == ReleaseStatus.Failed || IsFromAnotherNamespace(older, context.Seen));
            HashSet<ObjectKey> touched = [.. changes.Added.Concat(changes.Changed).Select(item => item.Key), .. follower.FindMissing(context.Release)];
            IReadOnlyList<ReleaseObject> toApply = appliesAll ? wanted : [.. wanted.Where(item => touched.Contains(item.Key))];
            OperationProgress progress = context.Memory.Operation!;
            Dictionary<ObjectKey, string> versions = [];
            await drift.FollowAsync(context.Release, context.Memory, operation.Revision, wanted, cancellation);
            ApplySettings settings = policy.Of(context.Release.Spec, operation.Record.Type, pending.Release.ApplyMethod);
            await TellUnvalidatedAsync(context, settings, toApply.Count, cancellation);
            ObjectRefusal? refusal = await applier.ApplyAsync(ApplyTask.Pair(toApply, before), context.Ownership, settings, progress.MayHaveApplied, versions, cancellation)
                ?? await applier.DeleteAsync(changes.Removed, context.Ownership, DeletionPropagation.Background, cancellation);
            if (refusal is { IsAwaited: true })
            {
                await drift.AwaitAsync(context.Release, context.Memory, operation.Record.Id, refusal.Object, cancellation);
            }

            if (refusal is not null)
            {
                return StepResult.Failed(new StepFailure(Reasons.Refused, context.Memory.Secrets?.Hide(refusal.Message) ?? refusal.Message, refusal.Object.Key.ToString(), OperationId: operation.Record.Id, IsTransient: refusal.IsTransient));
            }

            if (await handedOver.TakeOverAsync(context, wanted, cancellation) is { } failure)
            {
                return StepResult.Failed(failure);
            }

            await follower.FollowAsync(context.Release, context.Memory, operation.Revision, wanted, operation.Record, touched, versions, cancellation);
            progress.Phase = OperationPhase.Wait;
            progress.Deadline = waits.After(progress, ActionOptions.Of(context.Release.Spec, operation.Record.Type).Timeout);
            return StepResult.Done;
        }
        catch (ManifestException exception)
        {
            return StepResult.Failed(new StepFailure(Reasons.Refused, exception.Message, OperationId: operation.Record.Id));
        }
    }

    // Server-side apply knows every field on every server.
    private async Task TellUnvalidatedAsync(StepContext context, ApplySettings settings, int count, CancellationToken cancellation)
    {
        if (settings is { IsServerSide: false, Validate: true } && count > 0 && !await capabilities.ValidatesFieldsAsync(cancellation))
        {
            notices.Tell(context.Release, new Notice(
                IsWarning: false, "FieldsNotValidated", "strict validation of fields was not possible: this server drops misspelt fields of objects that are not applied by server-side apply; Kubernetes 1.25 refuses them"));
        }
    }

    // What a rollback restores may be older than the server: versions are mapped, and kinds that are gone are named.
    private async Task<IReadOnlyList<ReleaseObject>> WantedAsync(Release release, StepContext context, OperationType type, CancellationToken cancellation)
    {
        if (type != OperationType.Rollback)
        {
            HashSet<ObjectKey> twice = [];
            IReadOnlyList<ReleaseObject> wanted = await ManifestReader.ReadAsync(
                release.Manifest, client.Mapper, context.Release.ReleaseNamespace, (_, _) => false, cancellation, key => twice.Add(key));
            if (twice.Count > 0)
            {
                notices.Tell(context.Release, new Notice(IsWarning: true, "DuplicateObject", $"the chart has more than one of {string.Join(", ", twice)}: the last one counts"));
            }

            return wanted;
        }

        List<string> gone = [];
        IReadOnlyList<ReleaseObject> restored = await ManifestReader.ReadStoredAsync(
            release.Manifest, client.Mapper, context.Release.ReleaseNamespace, cancellation, (kind, name) => gone.Add($"{kind.Kind}/{name} ({kind.ApiVersion})"));
        if (gone.Count > 0)
        {
            notices.Tell(context.Release, new Notice(IsWarning: true, "KindGone", $"the server no longer has the kinds of {string.Join(", ", gone)}: left out of the rollback"));
        }

        return restored;
    }

    // What was in a namespace that was deleted is gone, also where the revision does not change it.
    private static bool IsFromAnotherNamespace(RevisionSummary older, Observation seen) => older.Operation?.NamespaceUid is { } then && then != seen.NamespaceUid;
}
