using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Releases.Patching;

namespace Steersman.Releases.Applying;

/// <summary>Applies and deletes the objects of a release, as Helm's field manager. Thread-safe.</summary>
/// <param name="client">The cluster.</param>
/// <param name="observer">Is told of every object that is as it is to be; null where nobody asks.</param>
public sealed class ObjectApplier(IKubernetesClient client, IApplyObserver? observer = null)
{
    private const int Parallel = 4;

    /// <summary>Has the server judge objects without changing anything, some at the same time.</summary>
    /// <returns>The refusals, in the order given.</returns>
    public async Task<IReadOnlyList<ObjectRefusal>> DryRunAsync(IReadOnlyList<ApplyTask> tasks, OwnershipMetadata ownership, ApplySettings settings, CancellationToken cancellation)
    {
        ObjectWriter writer = new(client, ownership, settings, observer);
        ObjectRefusal?[] outcomes = new ObjectRefusal?[tasks.Count];
        await AllAsync(tasks.Count, async (index, token) => outcomes[index] = await TryAsync(tasks[index].Object, settings, () => writer.TryAsync(tasks[index], token)), cancellation);
        return [.. outcomes.OfType<ObjectRefusal>()];
    }

    /// <summary>Gives objects of a release that moves to the new one, by the ownership on them; one that is not the release's stays as it is.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="from">The ownership that they have.</param>
    /// <param name="to">The ownership that they get.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <returns>The first refusal, or null.</returns>
    public async Task<ObjectRefusal?> HandOverAsync(IReadOnlyList<ReleaseObject> objects, OwnershipMetadata from, OwnershipMetadata to, CancellationToken cancellation)
    {
        foreach (ReleaseObject item in from == to ? [] : objects)
        {
            if (await TryAsync(item, new ApplySettings(), () => HandOverAsync(item, from, to, cancellation)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Applies objects in their order; neighbours of one kind at the same time.</summary>
    /// <param name="tasks">The objects.</param>
    /// <param name="ownership">What is put on each.</param>
    /// <param name="settings">How they are written.</param>
    /// <param name="onlyWhereDifferent">True reads each object first and leaves alone what holds everything already: the way to go on after a crash.</param>
    /// <param name="versions">Takes the resource version of each object as the server answered it.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <returns>The first refusal, or null.</returns>
    public async Task<ObjectRefusal?> ApplyAsync(
        IReadOnlyList<ApplyTask> tasks, OwnershipMetadata ownership, ApplySettings settings, bool onlyWhereDifferent, IDictionary<ObjectKey, string> versions, CancellationToken cancellation)
    {
        ObjectWriter writer = new(client, ownership, settings, observer);
        ReleaseObject[] objects = [.. tasks.Select(task => task.Object)];
        for (int start = 0; start < tasks.Count;)
        {
            int end = EndOfKind(objects, start);
            if (await ApplyBatchAsync([.. tasks.Skip(start).Take(end - start)], writer, settings, onlyWhereDifferent, versions, cancellation) is { } refusal)
            {
                return refusal;
            }

            start = end;
        }

        return null;
    }

    /// <summary>Deletes objects that still belong to the release, in their order, neighbours of one kind at the same time; each with the UID that was looked at; those that are to be kept stay.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="ownership">What tells that an object is the release's.</param>
    /// <param name="propagation">What becomes of the objects that they own.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <param name="createdSince">Only objects that were created at or after this time; null: all.</param>
    /// <returns>The first refusal, or null.</returns>
    public async Task<ObjectRefusal?> DeleteAsync(
        IReadOnlyList<ReleaseObject> objects, OwnershipMetadata ownership, DeletionPropagation propagation, CancellationToken cancellation, DateTimeOffset? createdSince = null)
    {
        ApplySettings settings = new();
        for (int start = 0; start < objects.Count;)
        {
            int end = EndOfKind(objects, start);
            ReleaseObject[] batch = [.. objects.Skip(start).Take(end - start).Where(item => !item.IsKept)];
            ObjectRefusal?[] outcomes = new ObjectRefusal?[batch.Length];
            await AllAsync(
                batch.Length,
                async (index, token) => outcomes[index] = await TryAsync(batch[index], settings, () => DeleteOwnedAsync(batch[index], ownership, new DeleteOptions { Propagation = propagation }, createdSince, token)),
                cancellation);
            if (Array.Find(outcomes, outcome => outcome is not null) is { } refusal)
            {
                return refusal;
            }

            start = end;
        }

        return null;
    }

    /// <summary>Has the server judge deletions without deleting anything: of objects that still belong to the release and are not to be kept.</summary>
    /// <returns>The refusals, in the order given.</returns>
    public async Task<IReadOnlyList<ObjectRefusal>> DryRunDeleteAsync(IReadOnlyList<ReleaseObject> objects, OwnershipMetadata ownership, CancellationToken cancellation)
    {
        ApplySettings settings = new();
        ReleaseObject[] deleted = [.. objects.Where(item => !item.IsKept)];
        ObjectRefusal?[] outcomes = new ObjectRefusal?[deleted.Length];
        await AllAsync(
            deleted.Length,
            async (index, token) => outcomes[index] = await TryAsync(deleted[index], settings, () => DeleteOwnedAsync(deleted[index], ownership, new DeleteOptions { DryRun = true }, null, token)),
            cancellation);
        return [.. outcomes.OfType<ObjectRefusal>()];
    }

    private static int EndOfKind(IReadOnlyList<ReleaseObject> objects, int start)
    {
        int end = start + 1;
        while (end < objects.Count && objects[end].Kind == objects[start].Kind)
        {
            end++;
        }

        return end;
    }

    private static async Task<ObjectRefusal?> ApplyBatchAsync(
        ApplyTask[] batch, ObjectWriter writer, ApplySettings settings, bool onlyWhereDifferent, IDictionary<ObjectKey, string> versions, CancellationToken cancellation)
    {
        ObjectRefusal?[] outcomes = new ObjectRefusal?[batch.Length];
        string?[] answers = new string?[batch.Length];
        await AllAsync(
            batch.Length,
            async (index, token) => outcomes[index] = await TryAsync(batch[index].Object, settings, async () => answers[index] = await writer.WriteAsync(batch[index], onlyWhereDifferent, token)),
            cancellation);
        for (int index = 0; index < batch.Length; index++)
        {
            if (answers[index] is { } version)
            {
                versions[batch[index].Object.Key] = version;
            }
        }

        return Array.Find(outcomes, outcome => outcome is not null);
    }

    private async Task DeleteOwnedAsync(
        ReleaseObject item, OwnershipMetadata ownership, DeleteOptions options, DateTimeOffset? createdSince, CancellationToken cancellation)
    {
        if (await client.Mapper.FindAsync(item.Kind, cancellation) is not { } mapping)
        {
            return;
        }

        IResourceClient<Unstructured> resource = client.Resource(mapping);
        if (await resource.GetAsync(item.NamespacedName, cancellation) is { } live
            && ownership.IsOn(live.Content)
            && !ReleaseObject.IsKeptBy(live.Content)
            && (createdSince is null || live.Metadata.CreationTimestamp >= createdSince))
        {
            await resource.DeleteAsync(item.NamespacedName, options with { Uid = live.Metadata.Uid }, cancellation);
        }
    }

    private async Task HandOverAsync(ReleaseObject item, OwnershipMetadata from, OwnershipMetadata to, CancellationToken cancellation)
    {
        if (await client.Mapper.FindAsync(item.Kind, cancellation) is not { } mapping)
        {
            return;
        }

        IResourceClient<Unstructured> resource = client.Resource(mapping);
        if (await resource.GetAsync(item.NamespacedName, cancellation) is { } live && from.IsOn(live.Content))
        {
            Unstructured written = await resource.PatchAsync(item.NamespacedName, Patch.Merge(to.Annotations(live.Metadata.Uid)), new WriteOptions { FieldManager = WellKnown.FieldManager }, cancellation);
            observer?.Applied(item, written);
        }
    }

    // The server answers 500 to an apply whose fields or values its schema does not have: the same fault every time.
    private static bool IsOfContent(KubernetesApiException exception) => exception.Status.Message.StartsWith("failed to create typed patch object", StringComparison.Ordinal);

    private static Task AllAsync(int count, Func<int, CancellationToken, Task> work, CancellationToken cancellation) => System.Threading.Tasks.Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation }, async (index, token) => await work(index, token));

    private static async Task<ObjectRefusal?> TryAsync(ReleaseObject item, ApplySettings settings, Func<Task> request)
    {
        try
        {
            await request();
            return null;
        }
        catch (KubernetesApiException exception)
        {
            return new ObjectRefusal(item, RefusalText.Of(item, exception, settings), (exception.IsTransient && !IsOfContent(exception)) || exception.IsConflict)
            {
                MayBeReplaced = ImmutableFields.MayBeReplaced(item.Kind) && ImmutableFields.Find(exception, namesOnly: true) is not null,
            };
        }
        catch (ObjectRefusalException exception)
        {
            return new ObjectRefusal(item, RefusalText.Of(item, exception.Message), exception.IsTransient) { IsAwaited = exception.IsAwaited };
        }
        catch (Exception exception) when (exception is PatchException or KindNotServedException)
        {
            return new ObjectRefusal(item, RefusalText.Of(item, exception.Message), IsTransient: false);
        }
    }
}
