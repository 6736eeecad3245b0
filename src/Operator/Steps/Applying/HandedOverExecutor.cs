using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Steersman.Helm.Manifests;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Applying;

/// <summary>Keeps what a release handed over when it moved, from its uninstall to its install at the new place: in between no revision holds these objects.</summary>
/// <param name="own">The operator's own client, for HelmReleases.</param>
/// <param name="client">That of the release.</param>
/// <param name="objects">Reads objects of revisions.</param>
internal sealed class HandedOverExecutor(IKubernetesClient own, IKubernetesClient client, RevisionObjects objects)
{
    /// <summary>Writes down what the uninstall that is about to end has handed over.</summary>
    public async Task RecordAsync(StepContext context, StoredRevision uninstalled, CancellationToken cancellation)
    {
        if (uninstalled.Operation?.Move is not { HandedOver.Count: > 0 } move)
        {
            return;
        }

        (ReleaseObject[] handedOver, _) = move.Split(await objects.OfAsync(context, uninstalled.Release, cancellation));
        OwnershipMetadata to = context.WantedOwnership;
        await AnnotateAsync(context, HandedOverObjects.Of(to.ReleaseName, to.ReleaseNamespace, handedOver.Select(item => item.Key)).ToAnnotation(), cancellation);
    }

    /// <summary>Deletes what was handed over and is not among the objects of the revision that was applied; then it is forgotten.</summary>
    /// <returns>Why an object could not be deleted, or null.</returns>
    public async Task<StepFailure?> TakeOverAsync(StepContext context, IEnumerable<ReleaseObject> applied, CancellationToken cancellation)
    {
        if (context.Release.Metadata.Annotations[WellKnown.HandedOver] is null)
        {
            return null;
        }

        // What cannot be read names nothing, and is forgotten.
        HandedOverObjects handedOver = HandedOverObjects.Of(context.Release) ?? new HandedOverObjects("", "", []);
        HashSet<ObjectKey> left = [.. handedOver.Keys];
        left.ExceptWith(applied.Select(item => item.Key));
        OwnershipMetadata ownership = context.Ownership with { ReleaseName = handedOver.ReleaseName, ReleaseNamespace = handedOver.ReleaseNamespace };
        foreach (ObjectKey key in left.OrderBy(key => key.Kind, KindOrder.Uninstall))
        {
            try
            {
                await DeleteAsync(key, ownership, cancellation);
            }
            catch (KubernetesApiException exception)
            {
                return new StepFailure(Reasons.UninstallFailed, $"{key}: {exception.Message}", key.ToString(), OperationId: context.Seen.Operation?.Record.Id, IsTransient: true);
            }
        }

        await AnnotateAsync(context, null, cancellation);
        return null;
    }

    /// <summary>Deletes all of it: the HelmRelease goes before its release was installed again.</summary>
    public async Task<StepResult> DropAsync(StepContext context, CancellationToken cancellation) =>
        await TakeOverAsync(context, [], cancellation) is { } failure ? StepResult.Failed(failure) : StepResult.Done;

    // The annotation is no proof: only what the object itself says makes it this HelmRelease's.
    private async Task DeleteAsync(ObjectKey key, OwnershipMetadata ownership, CancellationToken cancellation)
    {
        ImmutableArray<ResourceMapping> mappings = await client.Mapper.FindAsync(new GroupKind(key.Group, key.Kind), cancellation);
        if (mappings.IsEmpty || mappings[0].IsNamespaced == key.Namespace is null)
        {
            return;
        }

        NamespacedName name = new(key.Namespace, key.Name);
        IResourceClient<Unstructured> resource = client.Resource(mappings[0]);
        if (await resource.GetAsync(name, cancellation) is { } live && ownership.IsOn(live.Content) && ownership.IsFromOwner(live.Metadata) && !ReleaseObject.IsKeptBy(live.Content))
        {
            await resource.DeleteAsync(name, new DeleteOptions { Uid = live.Metadata.Uid, Propagation = DeletionPropagation.Background }, cancellation);
        }
    }

    private async Task AnnotateAsync(StepContext context, string? value, CancellationToken cancellation)
    {
        JsonObject patch = new()
        {
            ["metadata"] = new JsonObject { ["uid"] = context.Release.Metadata.Uid, ["annotations"] = new JsonObject { [WellKnown.HandedOver] = value } },
        };
        context.Memory.Written = await own.Resource(context.Release.Origin.Mapping, context.Release.Origin.Decode).PatchAsync(
            context.Release.Metadata.Key, Patch.Merge(patch), new WriteOptions { FieldManager = WellKnown.OwnFieldManager }, cancellation);
    }
}
