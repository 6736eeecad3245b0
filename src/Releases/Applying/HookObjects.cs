using System.Globalization;
using System.Text.Json.Nodes;
using Steersman.Helm.Manifests;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;

namespace Steersman.Releases.Applying;

/// <summary>The objects of hooks: made from their manifests, found again by their labels, created and deleted. Thread-safe.</summary>
/// <remarks>A hook's object bears no ownership metadata, as in Helm; two labels tell for which operation, and for which run of which event, it was created.</remarks>
public sealed class HookObjects(IKubernetesClient client)
{
    private static readonly ApplyOptions Apply = new(WellKnown.FieldManager) { Force = true, FieldValidation = FieldValidation.Strict };
    private static readonly WriteOptions Write = new() { FieldManager = WellKnown.FieldManager, FieldValidation = FieldValidation.Strict };

    /// <summary>
    /// The objects of a hook in their order: one, or those of a <c>List</c>, which may be none. One that the server names (<c>generateName</c>) has the empty name.
    /// </summary>
    /// <exception cref="ManifestException">An object is none, or of a kind that the server does not have; the message is Helm's.</exception>
    public async Task<IReadOnlyList<ReleaseObject>> ReadAsync(Hook hook, string releaseNamespace, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hook);
        List<ReleaseObject> items = [];
        foreach (JsonObject content in ManifestReader.Documents(hook.Manifest))
        {
            items.Add(await ReadAsync(content, releaseNamespace, cancellation));
        }

        return items;
    }

    /// <summary>The run as the object at a place of its hook is labelled with it: the run's own name where the hook has one object, so that each object of a List is found again.</summary>
    public static string LabelOf(string run, int place, int count) => count == 1 ? run : string.Create(CultureInfo.InvariantCulture, $"{run}.{place}");

    /// <summary>The live object that was created for a run; null where there is none, or one of another run.</summary>
    public async Task<Unstructured?> FindAsync(ReleaseObject item, string operation, string run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(item);
        IResourceClient<Unstructured> resource = await client.ResourceAsync(item.Kind, cancellation);
        if (item.Name.Length > 0)
        {
            return await resource.GetAsync(item.NamespacedName, cancellation) is { } live && IsOf(live, operation, run) ? live : null;
        }

        ListOptions labelled = new() { Namespace = item.Namespace, LabelSelector = $"{WellKnown.Operation}={operation},{WellKnown.HookRun}={run}" };
        return (await resource.ListAsync(labelled, cancellation)).Items.FirstOrDefault();
    }

    /// <summary>The live object of a name, whoever made it; null where there is none, or the server names the objects of the hook.</summary>
    public async Task<Unstructured?> GetAsync(ReleaseObject item, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Name.Length == 0 || await client.Mapper.FindAsync(item.Kind, cancellation) is not { } mapping
            ? null
            : await client.Resource(mapping).GetAsync(item.NamespacedName, cancellation);
    }

    /// <summary>True where the object was created for that run.</summary>
    public static bool IsOf(Unstructured live, string operation, string run)
    {
        ArgumentNullException.ThrowIfNull(live);
        return live.Metadata.Labels[WellKnown.Operation] == operation && live.Metadata.Labels[WellKnown.HookRun] == run;
    }

    /// <summary>Creates the object of a run, or applies it over one that is there, as Helm does with server-side apply. One with a generated name is always created.</summary>
    /// <exception cref="KubernetesApiException">The server refused it.</exception>
    public async Task<Unstructured> CreateAsync(ReleaseObject item, string operation, string run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(item);
        JsonObject content = (JsonObject)item.Content.DeepClone();
        JsonObject labels = content.GetOrAddObject("metadata").GetOrAddObject("labels");
        labels[WellKnown.Operation] = operation;
        labels[WellKnown.HookRun] = run;
        IResourceClient<Unstructured> resource = await client.ResourceAsync(item.Kind, cancellation);
        if (item.Name.Length == 0)
        {
            return await resource.CreateAsync(new Unstructured(content), Write, cancellation);
        }

        try
        {
            return await resource.ApplyAsync(new Unstructured(content), Apply, cancellation);
        }
        catch (KubernetesApiException exception) when (PortProtocols.AreWanted(exception))
        {
            return await resource.ApplyAsync(new Unstructured(PortProtocols.AddTo(content)), Apply, cancellation);
        }
    }

    /// <summary>Deletes an object as it was looked at; that it is gone already is no error.</summary>
    /// <returns>True where nothing is left of it.</returns>
    public async Task<bool> DeleteAsync(ReleaseObject item, Unstructured live, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(live);
        IResourceClient<Unstructured> resource = await client.ResourceAsync(item.Kind, cancellation);
        try
        {
            DeleteOptions asSeen = new() { Uid = live.Metadata.Uid, Propagation = DeletionPropagation.Background };
            return await resource.DeleteAsync(new NamespacedName(item.Namespace, live.Metadata.Name), asSeen, cancellation) != DeleteOutcome.Terminating;
        }
        catch (KubernetesApiException exception) when (exception.IsConflict)
        {
            // Another object has the name by now: the one that was looked at is gone.
            return true;
        }
    }

    /// <summary>True where trying again cannot help: the object itself is refused, or its kind is not served.</summary>
    public static bool IsRefusal(KubernetesException exception) => exception switch
    {
        // What its schema does not know is answered as an error of the server (500).
        KubernetesApiException answer => (!answer.IsTransient && !answer.IsConflict) || answer.Status.Message.StartsWith("failed to create typed patch object", StringComparison.Ordinal),
        _ => exception is KindNotServedException or InvalidResourceNameException,
    };

    /// <summary>The server's refusal in Helm's words; of a Secret only the fields are named.</summary>
    public static string Refusal(ReleaseObject item, KubernetesException exception)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(exception);
        string text = exception is KubernetesApiException refusal ? RefusalText.Reason(item, refusal) : exception.Message;
        return $"server-side apply failed for object {item.Namespace}/{item.Name} {item.Kind.Group}/{item.Kind.Version}, Kind={item.Kind.Kind}: {text}";
    }

    private async Task<ReleaseObject> ReadAsync(JsonObject content, string releaseNamespace, CancellationToken cancellation)
    {
        GroupVersionKind kind = GroupVersionKind.Parse(content.GetString("apiVersion") ?? "", content.GetString("kind") ?? "");
        JsonObject metadata = content.GetOrAddObject("metadata");
        string name = metadata.GetString("name") ?? "";
        string? generated = metadata.GetString("generateName");
        if (name.Length == 0 == string.IsNullOrEmpty(generated))
        {
            throw new ManifestException(name.Length == 0 ? "resource name may not be empty" : "metadata.name and metadata.generateName cannot both be set");
        }

        if (await client.Mapper.FindAsync(kind, cancellation) is not { } mapping)
        {
            throw new ManifestException($"resource mapping not found for name: \"{name}\" namespace: \"{metadata.GetString("namespace")}\" from \"\": no matches for kind \"{kind.Kind}\" in version \"{kind.ApiVersion}\"\nensure CRDs are installed first");
        }

        if (!mapping.IsNamespaced)
        {
            metadata.Remove("namespace");
            return new ReleaseObject(kind, null, name, content);
        }

        string ns = metadata.GetString("namespace") is { Length: > 0 } own ? own : releaseNamespace;
        metadata["namespace"] = ns;
        return new ReleaseObject(kind, ns, name, content);
    }
}
