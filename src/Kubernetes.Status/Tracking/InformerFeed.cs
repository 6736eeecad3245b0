using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Informers;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>One informer: begun once its kind is served, and with the server's refusal told to whoever waits for it.</summary>
internal sealed class InformerFeed<T>(
    IKubernetesClient client,
    FeedKey key,
    ResourceDecoder<T> decoder,
    Func<T, string?> controllerOf,
    ILiveFeedHandler<T> handler,
    TimeProvider time,
    ILogger logger) : ILiveFeed<T>, IResourceEventHandler<T>
    where T : class
{
    private const string ByController = "controller";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _stop = new();
    private readonly FeedRefusals _refusals = new();
    private volatile Informer<T>? _informer;
    private volatile PolledObjects<T>? _polled;
    private volatile bool _hasSynced;
    private volatile bool _hasStatus;

    public bool HasSynced => _hasSynced || _polled is { HasRead: true };

    public ulong LastVersion => Metadata.ParseVersion(_informer?.LastVersion);

    public string? Trouble => _hasSynced && !_refusals.IsForbidden ? null : _refusals.Text;

    public bool HasStatusSubresource => _hasStatus;

    public T? Get(NamespacedName name) => _polled?.Get(name) ?? _informer?.Store.Get(name);

    public IEnumerable<T> ControlledBy(string uid) => _informer?.Store.ByIndex(ByController, uid) ?? [];

    public IEnumerable<T> InNamespace(string? ns) => _informer?.Store.List(ns) ?? [];

    /// <summary>Begins in the background; ends with <see cref="Dispose"/>.</summary>
    public void Start() => _ = RunAsync(_stop.Token);

    /// <summary>Ends the watch; the handler is told nothing more.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    void IResourceEventHandler<T>.OnAdded(NamespacedName key, T resource) => Tell(() => handler.Saw(null, resource));

    void IResourceEventHandler<T>.OnUpdated(NamespacedName key, T old, T resource) => Tell(() => handler.Saw(old, resource));

    void IResourceEventHandler<T>.OnDeleted(NamespacedName key, T last) => Tell(() => handler.Gone(last));

    /// <summary>Told by the reader: null where a list succeeded.</summary>
    internal void SetListTrouble(string? trouble, bool isForbidden = false) => _refusals.SetList(trouble, isForbidden);

    /// <summary>Told by the reader: null where a watch goes on.</summary>
    internal void SetWatchTrouble(string? trouble) => _refusals.SetWatch(trouble);

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            // The caller holds locks that handlers take: nothing is told before it has gone on.
            await Task.Yield();
            ResourceMapping mapping = await FindAsync(ct);
            Informer<T> informer = New(mapping);
            _informer = informer;
            using IDisposable subscription = informer.Subscribe(this);
            Task run = informer.RunAsync(ct);
            Task telling = TellTroublesAsync(mapping, ct);
            await Task.WhenAny(run, informer.WaitForSyncAsync(ct));
            _hasSynced = informer.HasSynced;
            Tell(handler.SyncChanged);
            await await Task.WhenAny(run, telling);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Disposed: that is how a feed ends.
        }
#pragma warning disable CA1031 // nobody awaits this task: what ends it unexpectedly must be seen, in the log and by who waits for the feed
        catch (Exception exception)
#pragma warning restore CA1031
        {
            TrackingLog.FeedFailed(logger, exception, key.ToString());
            SetListTrouble(exception.Message);
            Tell(handler.SyncChanged);
        }
    }

    /// <summary>Tells of troubles that come and go; while the right is missing, objects are read one by one.</summary>
    private async Task TellTroublesAsync(ResourceMapping mapping, CancellationToken ct)
    {
        while (true)
        {
            Task changed = _refusals.Changed;
            Tell(handler.SyncChanged);
            if (!_refusals.IsForbidden)
            {
                await changed.WaitAsync(ct);
                continue;
            }

            using CancellationTokenSource until = CancellationTokenSource.CreateLinkedTokenSource(ct);
            PolledObjects<T> polled = new(client, mapping, key, decoder, handler, time);
            _polled = polled;
            Task polling = polled.RunAsync(until.Token);
            while (_refusals.IsForbidden)
            {
                await changed.WaitAsync(ct);
                changed = _refusals.Changed;
            }

            _polled = null;
            await until.CancelAsync();
            await polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Informer<T> New(ResourceMapping mapping)
    {
        _hasStatus = mapping.Subresources.Contains("status", StringComparer.Ordinal);
        InformerOptions<T> options = new()
        {
            Name = key.ToString(),
            Namespace = mapping.IsNamespaced ? key.Namespace : null,
            LabelSelector = key.LabelSelector,
            FieldSelector = key.FieldSelector,
            Indexers = ImmutableDictionary<string, IndexFunction<T>>.Empty.Add(ByController, (_, each) => controllerOf(each) is { } uid ? [uid] : []),
            TimeProvider = time,
            Server = client.Presence,
        };
        return new Informer<T>(new TroubleReader<T>(client.Reader(mapping, decoder), this, time), options, logger);
    }

    /// <summary>Looks the kind up until it is served: a release may bring its definition itself.</summary>
    private async Task<ResourceMapping> FindAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                if (await client.Mapper.FindAsync(key.Kind, ct) is { } mapping)
                {
                    return mapping;
                }

                // A stored manifest may name a version that is served no more: any other one shows the same objects.
                ImmutableArray<ResourceMapping> others = await client.Mapper.FindAsync(key.Kind.GroupKind, ct);
                if (!others.IsEmpty)
                {
                    return others[0];
                }

                SetListTrouble($"the server does not serve {key.Kind.GroupKind}");
            }
            catch (KubernetesException exception)
            {
                SetListTrouble(exception.Message);
            }

            Tell(handler.SyncChanged);
            await Task.Delay(RetryAfter, time, ct);
        }
    }

    private void Tell(Action action)
    {
        if (!_stop.IsCancellationRequested)
        {
            action();
        }
    }
}
