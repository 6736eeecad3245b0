using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Informers;
using Steersman.Releases.Sources;

namespace Steersman.Operator.Inputs;

/// <summary>Flux's source objects, watched only where their kind is installed and a release refers to it. Thread-safe.</summary>
internal sealed class FluxSources(IKubernetesClient client, ClusterWatches watches, bool isNamespaced, TimeProvider time, ILogger<FluxSources> log)
{
    /// <summary>The API group of Flux's sources.</summary>
    public const string Group = "source.toolkit.fluxcd.io";

    private const string BySecret = "secret";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly SharedInformers _informers = new();
    private readonly Dictionary<(string Kind, string? Namespace), Watch> _watches = [];
    private Action<string, NamespacedName>? _changed;
    private Action? _synced;

    /// <summary>What is known of a source.</summary>
    /// <returns>The source, or what is in the way of it.</returns>
    public (FluxSource? Source, SourceProblemKind Problem, string Message) Find(string kind, NamespacedName key)
    {
        if (watches.Definition(DefinitionOf(kind)) is not { IsEstablished: true, IsDeleted: false } definition)
        {
            return (null, SourceProblemKind.Missing, $"kind {kind} of {Group} is not installed: install Flux's definitions, or name the chart by spec.source");
        }

        Watch watch = WatchOf(kind, definition.Version, isNamespaced ? key.Namespace : null);
        if (!watch.Lease.Informer.HasSynced)
        {
            return time.GetUtcNow() - watch.Since < Patience
                ? (null, SourceProblemKind.Awaited, $"{kind}s are being listed")
                : (null, SourceProblemKind.NotReady, $"{kind}s cannot be listed: may the operator list and watch {PluralOf(kind)} of {Group}?");
        }

        return watch.Lease.Informer.Store.Get(key) is { } source ? (source, default, "") : (null, SourceProblemKind.Missing, $"{kind} {key} does not exist");
    }

    /// <summary>The HelmRepositories of a namespace, for what charts depend on; none where their kind is not installed or cannot be listed, null while they are being listed.</summary>
    public IReadOnlyList<FluxSource>? Repositories(string ns)
    {
        const string Kind = "HelmRepository";
        if (watches.Definition(DefinitionOf(Kind)) is not { IsEstablished: true, IsDeleted: false } definition)
        {
            return [];
        }

        Watch watch = WatchOf(Kind, definition.Version, isNamespaced ? ns : null);
        return watch.Lease.Informer.HasSynced ? [.. watch.Lease.Informer.Store.List().Where(source => source.Namespace == ns).OrderBy(source => source.Name, StringComparer.Ordinal)]
            : time.GetUtcNow() - watch.Since < Patience ? null
            : [];
    }

    /// <summary>Takes who is told of changes, beside those who are already.</summary>
    /// <param name="changed">Takes kind and key of a source that came, changed or went.</param>
    /// <param name="synced">Called when the sources of a kind have become known, or are no longer served.</param>
    public void Subscribe(Action<string, NamespacedName> changed, Action synced)
    {
        _changed += changed;
        _synced += synced;
    }

    /// <summary>Definitions of the group came, changed or went.</summary>
    public void DefinitionsChanged()
    {
        lock (_gate)
        {
            foreach (KeyValuePair<(string Kind, string? Namespace), Watch> entry in _watches.ToArray())
            {
                if (watches.Definition(DefinitionOf(entry.Key.Kind)) is not { IsEstablished: true, IsDeleted: false } definition || definition.Version != entry.Value.Version)
                {
                    _watches.Remove(entry.Key);
                    entry.Value.Lease.Dispose();
                }
            }
        }

        _synced?.Invoke();
    }

    /// <summary>Tells of the sources that refer to a Secret which changed.</summary>
    public void SecretChanged(NamespacedName secret)
    {
        Watch[] open;
        lock (_gate)
        {
            open = [.. _watches.Values];
        }

        foreach (Watch watch in open)
        {
            foreach (NamespacedName key in watch.Lease.Informer.Store.KeysByIndex(BySecret, secret.ToString()))
            {
                _changed?.Invoke(watch.Kind, key);
            }
        }
    }

    /// <summary>Names of the Secrets that a source refers to, with their versions.</summary>
    public string StampOf(FluxSource source) => string.Join(' ', source.Secrets.Select(name => watches.Secrets.Store.Get(new NamespacedName(source.Namespace, name))?.ResourceVersion ?? "-"));

    /// <summary>Follows the sources until the token is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => _informers.RunAsync(cancellation);

    private static string PluralOf(string kind) => kind.ToLowerInvariant() switch
    {
        "helmrepository" => "helmrepositories",
        "gitrepository" => "gitrepositories",
        "ocirepository" => "ocirepositories",
        string other => other + "s",
    };

    private static string DefinitionOf(string kind) => $"{PluralOf(kind)}.{Group}";

    private Watch WatchOf(string kind, string version, string? ns)
    {
        lock (_gate)
        {
            if (_watches.TryGetValue((kind, ns), out Watch? known))
            {
                return known;
            }

            GroupVersionKind served = new(Group, version, kind);
            ResourceMapping mapping = ResourceMapping.Known(Group, version, kind, PluralOf(kind));
            InformerOptions<FluxSource> options = new()
            {
                Name = PluralOf(kind),
                Namespace = ns,
                TimeProvider = time,
                Server = client.Presence,
                Indexers = new Dictionary<string, IndexFunction<FluxSource>>(StringComparer.Ordinal) { [BySecret] = static (_, source) => source.Secrets.Select(name => $"{source.Namespace}/{name}") },
            };
            InformerLease<FluxSource> lease = _informers.Acquire(
                new InformerKey(served, "source", ns), () => new Informer<FluxSource>(client.Reader(mapping, resource => FluxSource.Decode(kind, resource)), options, log));
            lease.Informer.Subscribe(new KeyHandler<FluxSource>((key, _) => _changed?.Invoke(kind, key)));
            Watch watch = new(kind, version, lease, time.GetUtcNow());
            _watches[(kind, ns)] = watch;
            _ = TellAsync(lease.Informer);
            return watch;
        }
    }

    // What does not exist has no event that would wake whoever asked for it.
    private async Task TellAsync(IInformer<FluxSource> informer)
    {
        await informer.WaitForSyncAsync(CancellationToken.None);
        _synced?.Invoke();
    }

    private sealed record Watch(string Kind, string Version, InformerLease<FluxSource> Lease, DateTimeOffset Since);
}
