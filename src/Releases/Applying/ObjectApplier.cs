using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;

namespace Steersman.Releases.Applying;

/// <summary>Applies and deletes the objects of a release, as Helm's field manager. Thread-safe.</summary>
/// <param name="client">The cluster.</param>
/// <param name="observer">Is told of every object that is as it is to be; null where nobody asks.</param>
public sealed class ObjectApplier(IKubernetesClient client, IApplyObserver? observer = null)
{
    private const int Parallel = 4;

    private static readonly ApplyOptions Apply = new(WellKnown.FieldManager) { Force = true, FieldValidation = FieldValidation.Strict };

    /// <summary>Has the server judge objects without changing anything.</summary>
    /// <returns>The first refusal in the order given, or null.</returns>
    public async Task<ObjectRefusal?> DryRunAsync(IReadOnlyList<ReleaseObject> objects, OwnershipMetadata ownership, CancellationToken cancellation)
    {
        foreach (ReleaseObject item in objects)
        {
            if (await TryAsync(item, () => ApplyAsync(item, ownership, Apply with { DryRun = true }, cancellation)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Applies objects in their order; neighbours of one kind at the same time.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="ownership">What is put on each.</param>
    /// <param name="onlyWhereDifferent">True reads each object first and leaves alone what holds everything already: the way to go on after a crash.</param>
    /// <param name="versions">Takes the resource version of each object as the server answered it.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <returns>The first refusal, or null.</returns>
    public async Task<ObjectRefusal?> ApplyAsync(
        IReadOnlyList<ReleaseObject> objects, OwnershipMetadata ownership, bool onlyWhereDifferent, IDictionary<ObjectKey, string> versions, CancellationToken cancellation)
    {
        for (int start = 0; start < objects.Count;)
        {
            int end = start + 1;
            while (end < objects.Count && objects[end].Kind == objects[start].Kind)
            {
                end++;
            }

            if (await ApplyBatchAsync([.. objects.Skip(start).Take(end - start)], ownership, onlyWhereDifferent, versions, cancellation) is { } refusal)
            {
                return refusal;
            }

            start = end;
        }

        return null;
    }

    /// <summary>Deletes objects that still belong to the release, each with the UID that was looked at.</summary>
    /// <returns>The first refusal, or null.</returns>
    public async Task<ObjectRefusal?> DeleteAsync(
        IReadOnlyList<ReleaseObject> objects, OwnershipMetadata ownership, DeletionPropagation propagation, CancellationToken cancellation)
    {
        foreach (ReleaseObject item in objects)
        {
            if (!item.IsKept && await TryAsync(item, () => DeleteOwnedAsync(item, ownership, propagation, cancellation)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private async Task<ObjectRefusal?> ApplyBatchAsync(
        List<ReleaseObject> batch, OwnershipMetadata ownership, bool onlyWhereDifferent, IDictionary<ObjectKey, string> versions, CancellationToken cancellation)
    {
        ObjectRefusal?[] outcomes = new ObjectRefusal?[batch.Count];
        string?[] answers = new string?[batch.Count];
        await System.Threading.Tasks.Parallel.ForAsync(0, batch.Count, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation }, async (index, token) =>
            outcomes[index] = await TryAsync(batch[index], async () => answers[index] = await ApplyOneAsync(batch[index], ownership, onlyWhereDifferent, token)));
        for (int index = 0; index < batch.Count; index++)
        {
            if (answers[index] is { } version)
            {
                versions[batch[index].Key] = version;
            }
        }

        return outcomes.FirstOrDefault(outcome => outcome is not null);
    }

    private async Task<string?> ApplyOneAsync(ReleaseObject item, OwnershipMetadata ownership, bool onlyWhereDifferent, CancellationToken cancellation)
    {
        if (onlyWhereDifferent)
        {
            IResourceClient<Unstructured> resource = await client.ResourceAsync(item.Kind, cancellation);
            if (await resource.GetAsync(item.NamespacedName, cancellation) is { } live && LiveState.Holds(live.Content, ownership.AddTo(item.Content)))
            {
                observer?.Applied(item, live);
                return live.Metadata.ResourceVersion;
            }
        }

        return await ApplyAsync(item, ownership, Apply, cancellation);
    }

    private async Task<string?> ApplyAsync(ReleaseObject item, OwnershipMetadata ownership, ApplyOptions options, CancellationToken cancellation)
    {
        IResourceClient<Unstructured> resource = await client.ResourceAsync(item.Kind, cancellation);
        JsonObject content = ownership.AddTo(item.Content);
        Unstructured answer;
        try
        {
            answer = await resource.ApplyAsync(new Unstructured(content), options, cancellation);
        }
        catch (KubernetesApiException exception) when (PortProtocols.AreWanted(exception))
        {
            answer = await resource.ApplyAsync(new Unstructured(PortProtocols.AddTo(content)), options, cancellation);
        }

        if (!options.DryRun)
        {
            observer?.Applied(item, answer);
        }

        return answer.Metadata.ResourceVersion;
    }

    private async Task DeleteOwnedAsync(ReleaseObject item, OwnershipMetadata ownership, DeletionPropagation propagation, CancellationToken cancellation)
    {
        if (await client.Mapper.FindAsync(item.Kind, cancellation) is not { } mapping)
        {
            return;
        }

        IResourceClient<Unstructured> resource = client.Resource(mapping);
        if (await resource.GetAsync(item.NamespacedName, cancellation) is { } live && ownership.IsOn(live.Content))
        {
            await resource.DeleteAsync(item.NamespacedName, new DeleteOptions { Uid = live.Metadata.Uid, Propagation = propagation }, cancellation);
        }
    }

    private static async Task<ObjectRefusal?> TryAsync(ReleaseObject item, Func<Task> request)
    {
        try
        {
            await request();
            return null;
        }
        catch (KubernetesApiException exception)
        {
            return new ObjectRefusal(item, RefusalText.Of(item, exception), exception.IsTransient || exception.IsConflict);
        }
        catch (KindNotServedException exception)
        {
            return new ObjectRefusal(item, exception.Message, IsTransient: false);
        }
    }
}
