using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Discovery;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Client;

/// <summary>The client of one cluster. Disposing it closes its connections, also those of its views.</summary>
public sealed class KubernetesClient : IKubernetesClient, IDisposable
{
    private readonly ApiTransport _transport;
    private readonly RequestScope _scope;
    private readonly RestMapper _mapper;
    private readonly bool _isView;

    public KubernetesClient(ClusterConfiguration cluster, KubernetesClientOptions? options = null)
    {
        options ??= new KubernetesClientOptions();
        Presence = new ServerPresence(options.TimeProvider, options.Observer);
        _transport = new ApiTransport(cluster, options with { Observer = Presence });
        _scope = new RequestScope(null, null);
        _mapper = new RestMapper(new DiscoveryClient(_transport), _transport.Options.TimeProvider);
        Namespace = cluster.Namespace;
    }

    private KubernetesClient(KubernetesClient owner, RequestScope scope)
    {
        _transport = owner._transport;
        _mapper = owner._mapper;
        _scope = scope;
        _isView = true;
        Presence = owner.Presence;
        Namespace = owner.Namespace;
    }

    public string? Namespace { get; }

    public IRestMapper Mapper => _mapper;

    public ServerPresence Presence { get; }

    public IResourceClient<T> Resource<T>()
        where T : class, IResource<T> => new ResourceClient<T>(_transport, T.Mapping, _scope, ResourceCodecs.Typed<T>());

    public IResourceClient<T> Resource<T>(ResourceMapping mapping, ResourceDecoder<T> decoder)
        where T : class, IResource => new ResourceClient<T>(_transport, mapping, _scope, new ResourceCodec<T>(decoder, decoder, decoder));

    public IResourceClient<Unstructured> Resource(ResourceMapping mapping) =>
        new ResourceClient<Unstructured>(_transport, mapping, _scope, ResourceCodecs.Unstructured(mapping));

    public async ValueTask<IResourceClient<Unstructured>> ResourceAsync(GroupVersionKind kind, CancellationToken ct) => Resource(await _mapper.GetAsync(kind, ct));

    public IResourceClient<PartialMetadata> Metadata(ResourceMapping mapping) =>
        new ResourceClient<PartialMetadata>(_transport, mapping, _scope, ResourceCodecs.Metadata, isMetadataOnly: true);

    public IResourceReader<T> Reader<T>(ResourceMapping mapping, ResourceDecoder<T> decoder, bool metadataOnly = false) =>
        new ResourceReader<T>(_transport, new ResourceRequests(mapping, _scope, metadataOnly), decoder);

    public Task<string> ReadPodLogAsync(NamespacedName pod, PodLogOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PodLogReader.ReadAsync(_transport, _scope, pod, options, ct);
    }

    public Task<(string Token, DateTimeOffset Expires)> RequestTokenAsync(NamespacedName account, IReadOnlyList<string> audiences, TimeSpan lifetime, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(audiences);
        return TokenRequester.RequestAsync(_transport, _scope, account, audiences, lifetime, ct);
    }

    public Task<ServerVersion> GetVersionAsync(CancellationToken ct) => new DiscoveryClient(_transport).GetVersionAsync(ct);

    public IKubernetesClient Impersonate(ImpersonationIdentity? identity) => new KubernetesClient(this, _scope with { Impersonation = identity });

    public IKubernetesClient Guarded(IRequestGuard? guard) => new KubernetesClient(this, _scope with { Guard = guard });

    public void Dispose()
    {
        if (!_isView)
        {
            _transport.Dispose();
        }
    }
}
