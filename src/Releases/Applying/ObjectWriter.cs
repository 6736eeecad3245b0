using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Releases.Applying;

/// <summary>Writes single objects of a release by the method of its revision, and replaces what may not be changed where that is asked for. Thread-safe.</summary>
/// <param name="client">The cluster.</param>
/// <param name="ownership">What is put on each object.</param>
/// <param name="settings">How objects are written.</param>
/// <param name="observer">Is told of every object that is as it is to be; null where nobody asks.</param>
internal sealed class ObjectWriter(IKubernetesClient client, OwnershipMetadata ownership, ApplySettings settings, IApplyObserver? observer)
{
    /// <summary>Has the server judge an object without changing anything.</summary>
    public Task TryAsync(ApplyTask task, CancellationToken cancellation) => SendOrReplaceAsync(task, dryRun: true, cancellation);

    /// <summary>Writes an object.</summary>
    /// <param name="task">The object.</param>
    /// <param name="onlyWhereDifferent">Whether it is read first, and left alone where it holds everything already.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <returns>Its resource version.</returns>
    public async Task<string?> WriteAsync(ApplyTask task, bool onlyWhereDifferent, CancellationToken cancellation)
    {
        if (onlyWhereDifferent)
        {
            IResourceClient<Unstructured> resource = await client.ResourceAsync(task.Object.Kind, cancellation);
            if (await resource.GetAsync(task.Object.NamespacedName, cancellation) is { Metadata.DeletionTimestamp: null } live
                && LiveState.Holds(live.Content, ownership.AddTo(task.Object.Content))
                && !(settings.IsServerSide && ServerSideApply.LeavesManagers(live, settings)))
            {
                observer?.Applied(task.Object, live);
                return live.Metadata.ResourceVersion;
            }
        }

        if (await SendOrReplaceAsync(task, dryRun: false, cancellation) is not { } written)
        {
            return null;
        }

        if (written.Metadata.DeletionTimestamp is not null)
        {
            // What was applied goes with the object as soon as its finalizers are done.
            throw new ObjectRefusalException($"is being deleted and waits for its finalizers ({string.Join(", ", written.Metadata.Finalizers)}): it is applied anew when it is gone", isTransient: true) { IsAwaited = true };
        }

        observer?.Applied(task.Object, written);
        return written.Metadata.ResourceVersion;
    }

    private async Task<Unstructured?> SendOrReplaceAsync(ApplyTask task, bool dryRun, CancellationToken cancellation)
    {
        IResourceClient<Unstructured> resource = await client.ResourceAsync(task.Object.Kind, cancellation);
        try
        {
            return await SendAsync(resource, task, dryRun, cancellation);
        }
        catch (KubernetesApiException exception) when (settings.Force && ImmutableFields.MayBeReplaced(task.Object.Kind) && ImmutableFields.Find(exception, namesOnly: true) is not null)
        {
            await DeleteForReplacementAsync(resource, task.Object, dryRun, cancellation);
            return dryRun ? null : await SendAsync(resource, task, dryRun, cancellation);
        }
    }

    private Task<Unstructured> SendAsync(IResourceClient<Unstructured> resource, ApplyTask task, bool dryRun, CancellationToken cancellation)
    {
        JsonObject content = ownership.AddTo(task.Object.Content);
        return settings.IsServerSide
            ? ServerSideApply.ApplyAsync(resource, content, settings, dryRun, cancellation)
            : ClientSideApply.ApplyAsync(resource, content, task.Before?.Content, settings, dryRun, cancellation);
    }

    private async Task DeleteForReplacementAsync(IResourceClient<Unstructured> resource, ReleaseObject item, bool dryRun, CancellationToken cancellation)
    {
        if (await resource.GetAsync(item.NamespacedName, cancellation) is not { } live)
        {
            return;
        }

        if (!ownership.IsOn(live.Content))
        {
            throw new ObjectRefusalException("a field may not be changed, and the object is not deleted to be created anew, for it does not carry this release's ownership metadata: delete it by hand", isTransient: false);
        }

        if (dryRun)
        {
            return;
        }

        await resource.DeleteAsync(item.NamespacedName, new DeleteOptions { Uid = live.Metadata.Uid, Propagation = DeletionPropagation.Background }, cancellation);
        if (await resource.GetAsync(item.NamespacedName, cancellation) is not null)
        {
            throw new ObjectRefusalException("is being deleted to be created anew", isTransient: true) { IsAwaited = true };
        }
    }
}
