using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Discovery;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Client;

/// <summary>A cluster as seen by one identity. Thread-safe; views share connections and discovery.</summary>
public interface IKubernetesClient
{
    /// <summary>The namespace of the context or of the pod; null where none is set.</summary>
    string? Namespace { get; }

    /// <summary>What the cluster serves; the same for every view.</summary>
    IRestMapper Mapper { get; }

    /// <summary>Whether the server answers; the same for every view.</summary>
    ServerPresence Presence { get; }

    /// <summary>The verbs of a kind that is known at compile time.</summary>
    IResourceClient<T> Resource<T>()
        where T : class, IResource<T>;

    /// <summary>The verbs of a kind whose type stands for more kinds than its own.</summary>
    /// <param name="mapping">The kind.</param>
    /// <param name="decoder">Reads its objects.</param>
    IResourceClient<T> Resource<T>(ResourceMapping mapping, ResourceDecoder<T> decoder)
        where T : class, IResource;

    /// <summary>The verbs of any kind.</summary>
    IResourceClient<Unstructured> Resource(ResourceMapping mapping);

    /// <summary>The verbs of any kind, found by discovery.</summary>
    /// <exception cref="KindNotServedException">The server does not serve it.</exception>
    ValueTask<IResourceClient<Unstructured>> ResourceAsync(GroupVersionKind kind, CancellationToken ct);

    /// <summary>The verbs of any kind where only metadata is sent by the server; for wide watches and for looking at labels.</summary>
    IResourceClient<PartialMetadata> Metadata(ResourceMapping mapping);

    /// <summary>Lists and watches that keep only what the decoder makes of each object, which it sees in full, managed fields and all.</summary>
    /// <param name="mapping">The kind.</param>
    /// <param name="decoder">What is kept of an object.</param>
    /// <param name="metadataOnly">Whether the server shall send only the metadata.</param>
    IResourceReader<T> Reader<T>(ResourceMapping mapping, ResourceDecoder<T> decoder, bool metadataOnly = false);

    /// <summary>The end of a container's log, at most as much as the options allow; bytes that are no UTF-8 are replaced.</summary>
    /// <exception cref="KubernetesApiException">The pod is gone, the container has not started, or the log may not be read.</exception>
    Task<string> ReadPodLogAsync(NamespacedName pod, PodLogOptions options, CancellationToken ct);

    /// <summary>Asks for a token of a service account (TokenRequest, KEP-1205).</summary>
    /// <param name="account">The account.</param>
    /// <param name="audiences">Whom the token is for.</param>
    /// <param name="lifetime">How long it is to last, at least ten minutes; the server may decide otherwise.</param>
    /// <param name="ct">Ends the request.</param>
    /// <returns>The token, and when it ends.</returns>
    /// <exception cref="KubernetesApiException">The account does not exist, or may not be asked for.</exception>
    Task<(string Token, DateTimeOffset Expires)> RequestTokenAsync(NamespacedName account, IReadOnlyList<string> audiences, TimeSpan lifetime, CancellationToken ct);

    /// <summary>The version of the API server.</summary>
    Task<ServerVersion> GetVersionAsync(CancellationToken ct);

    /// <summary>A view that acts as somebody else; null gives a view that acts as ourselves.</summary>
    IKubernetesClient Impersonate(ImpersonationIdentity? identity);

    /// <summary>A view whose requests are under a guard: that of a leader. Null gives a view without.</summary>
    IKubernetesClient Guarded(IRequestGuard? guard);
}
