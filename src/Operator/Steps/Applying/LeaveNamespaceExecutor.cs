using Steersman.Helm;
using Steersman.Helm.Manifests;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Applying;

/// <summary>Deletes what a release has outside of a namespace that is being deleted, and takes the finalizer off: nothing is awaited, and no hook runs.</summary>
internal sealed class LeaveNamespaceExecutor(IKubernetesClient client, bool isRemote, RevisionWriter revisions, RevisionObjects objects, ObjectApplier applier, FinalizerExecutor finalizer)
{
    public async Task<StepResult> ExecuteAsync(StepContext context, CancellationToken cancellation)
    {
        string going = context.Release.Metadata.Namespace!;
        List<string> left = [];
        foreach (ReleaseObject item in (await ObjectsAsync(context, cancellation)).Where(item => isRemote || item.Namespace != going).OrderBy(item => item.Kind.Kind, KindOrder.Uninstall))
        {
            if (await applier.DeleteAsync([item], context.Ownership, DeletionPropagation.Background, cancellation) is { } refusal)
            {
                left.Add(item.Namespace is { } ns && refusal.Message.StartsWith(item.Key.ToString(), StringComparison.Ordinal) ? $"{item.Kind.Kind}/{ns}/{refusal.Message[(item.Kind.Kind.Length + 1)..]}" : refusal.Message);
            }
        }

        if (left.Count > 0)
        {
            return StepResult.Failed(new StepFailure(Reasons.UninstallFailed, string.Join("; ", left)));
        }

        if ((isRemote || context.Release.StorageNamespace != going) && context.Release.Spec.Uninstall is not { KeepHistory: true })
        {
            foreach (RevisionSummary revision in context.Seen.History.Revisions)
            {
                await revisions.DeleteAsync(context, revision.Revision, cancellation);
            }
        }

        await finalizer.RemoveAsync(context, cancellation);
        return context.Release.CurrentStatus.Release is not null && context.Seen.History.Newest is null && context.Memory.Objects.Count == 0 ? StepResult.Told(Unknown(context, going)) : StepResult.Done;
    }

    private static Notice Unknown(StepContext context, string going) => new(
        IsWarning: true,
        Reasons.Orphaned,
        $"namespace {going} is being deleted, and the records of release {context.Release.ReleaseNamespace}/{context.Release.ReleaseName} went before its HelmRelease: objects that it may have elsewhere stay")
    {
        IsToldElsewhere = true,
    };

    // What the records tell, as far as they are still there, and what is remembered of them.
    private async Task<IReadOnlyList<ReleaseObject>> ObjectsAsync(StepContext context, CancellationToken cancellation)
    {
        Dictionary<ObjectKey, ReleaseObject> found = [];
        try
        {
            foreach (ReleaseObject item in await objects.BeforeAsync(context, int.MaxValue, cancellation))
            {
                found[item.Key] = item;
            }
        }
        catch (Exception exception) when (exception is HelmException or ManifestException)
        {
            // What cannot be read is as good as gone.
        }

        foreach (ObjectKey key in context.Memory.Objects.Where(key => !found.ContainsKey(key)))
        {
            if (await client.Mapper.FindAsync(new GroupKind(key.Group, key.Kind), cancellation) is [{ } mapping, ..])
            {
                found[key] = new ReleaseObject(mapping.Kind, key.Namespace, key.Name, []);
            }
        }

        return [.. found.Values];
    }
}
