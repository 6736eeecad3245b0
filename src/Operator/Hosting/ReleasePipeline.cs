using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Queues;
using Steersman.Kubernetes.Controller.Reconciliation;
using Steersman.Kubernetes.Status.Drift;
using Steersman.Kubernetes.Status.Tracking;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Connections;
using Steersman.Operator.Inputs;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Hosting;

/// <summary>The HelmReleases of one kind at work: their queue, what is followed for them, and the workers. What does not depend on the kind is shared.</summary>
internal sealed class ReleasePipeline : IDisposable
{
    // A failing release asks once a minute, so that the end of a fault is found soon.
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    // A remote cluster that is away costs a worker no more than this, once.
    private static readonly TimeSpan RemoteTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RemoteConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly SharedParts _shared;
    private readonly ClusterFacts _facts;
    private readonly WorkQueue<NamespacedName> _queue;
    private readonly LiveObjects _live;
    private readonly DriftWatches _drift;
    private readonly CutOffReleases _cutOff;
    private readonly AccountBook _accounts;
    private readonly RemoteClusters _remotes;
    private readonly ReleaseConnections _connections;
    private readonly RightsWatch _rights;
    private readonly Controller<NamespacedName> _controller;

    /// <param name="kind">The kind.</param>
    /// <param name="shared">What all kinds share.</param>
    /// <param name="stopping">Cancelled when the operator stops.</param>
    public ReleasePipeline(ReleaseKind kind, SharedParts shared, CancellationToken stopping)
    {
        _shared = shared;
        IKubernetesClient leader = shared.Client;
        TimeProvider time = shared.Time;
        ILoggerFactory logs = shared.Logs;
        string name = kind.IsFlux ? "helmrelease-flux" : "helmrelease";
        _facts = new ClusterFacts(kind, leader, shared.Watches, shared.Scope, time, logs.CreateLogger<ClusterFacts>());
        _facts.AwaitedOwners.OnFreed = Wake;
        shared.Owners.Add(_facts);
        _queue = new WorkQueue<NamespacedName>(name, new ExponentialRateLimiter<NamespacedName>(new ExponentialRateLimiterOptions { MaxDelay = LongestBackoff }, time), time);
        ReleaseWake wakes = new(Wake, WakeAfter);
        _live = new LiveObjects(new InformerFeeds(leader, time, logs.CreateLogger<InformerFeeds>()), time, new LiveObjectsOptions { PerNamespace = shared.Scope.IsNamespaced });
        _live.OnChange += wakes.Tracked;
        _drift = new DriftWatches(leader, shared.Scope.IsNamespaced, time, logs.CreateLogger<DriftWatches>());
        _drift.OnChange += Wake;
        _cutOff = new CutOffReleases(shared.Client.Presence, key =>
        {
            // What failed for want of a server says nothing of the next look.
            _queue.Forget(key);
            Wake(key);
        });
        ChartSources sources = new(shared.Fetcher, new ChartLocator(_facts, shared.Flux, !shared.Options.NoCrossNamespaceRefs), WakeAfter, time, logs.CreateLogger<ChartSources>(), stopping);
        _accounts = new AccountBook(leader, time);
        FinalizerExecutor finalizer = new(leader, kind);
        DependencyWatches dependencies = new(leader, Wake, time, logs.CreateLogger<DependencyWatches>(), stopping);
        ReleaseWorkFactory factory = new(
            leader, shared.Options, _facts, shared.Owners, new ReleaseValues(leader, _facts), sources, new DependencyObserver(leader, _facts, dependencies, _accounts, shared.Options.DefaultServiceAccount), finalizer, shared.Notices, time);
        ServiceAccounts accounts = new(leader, shared.Scope.Namespaces, AccountChanged, time, logs.CreateLogger<ServiceAccounts>(), stopping);
        _remotes = new RemoteClusters(new KubeConfigs(leader, _facts, KubeConfigOptions(), shared.Options.DefaultKubeconfigServiceAccount), Remotes(wakes, stopping));
        _connections = new ReleaseConnections(Local(), _remotes, factory, accounts, shared.Options.DefaultServiceAccount, wakes, time, logs, stopping);
        _rights = new RightsWatch(leader, shared.Scope.Namespaces, _accounts.ForgetRights, WakeAfter, time, logs.CreateLogger<RightsWatch>(), stopping);
        ReleaseMemories memories = new(key =>
        {
            dependencies.Forget(key);
            _connections.Forget(key);
            _rights.Forget(key);
            _facts.Awaited.Forget(key);
            _facts.AwaitedOwners.Forget(key);
            sources.Forget(key);
        });
        ReleaseReconciler reconciler = new(
            _facts, memories, _connections, _rights, finalizer, new StatusWriter(leader, kind, shared.Notices, time), _cutOff, time, logs.CreateLogger<ReleaseReconciler>());
        _controller = new Controller<NamespacedName>(name, reconciler, _queue, new ControllerOptions { Workers = shared.Options.Concurrent, TimeProvider = time }, logs.CreateLogger<ReleasePipeline>());
        shared.Flux.Subscribe((source, key) => _facts.WakeReferring(Wake, ReleaseIndexes.ObjectValue(source, key)), () => _facts.WakeReferring(Wake, ReleaseIndexes.FluxValue));
        _facts.Subscribe(Wake, shared.DefinitionChanged, shared.Flux.SecretChanged, key => OnForeignWrite?.Invoke(key));
    }

    /// <summary>Called with HelmReleases that another controller of their kind wrote.</summary>
    public Action<NamespacedName>? OnForeignWrite { get; set; }

    /// <summary>Works until the token is cancelled.</summary>
    /// <param name="filled">Called when the caches are filled.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task RunAsync(Action filled, CancellationToken cancellation)
    {
        Task watching = Task.WhenAll(_facts.RunAsync(cancellation), _drift.RunAsync(cancellation));
        try
        {
            await Task.WhenAny(_facts.WaitForSyncAsync(cancellation), watching).Unwrap();
            filled();
            await _controller.RunAsync(cancellation);
        }
        finally
        {
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await watching;
    }

    public void Dispose()
    {
        _rights.Dispose();
        _connections.Dispose();
        _remotes.Dispose();
        _cutOff.Dispose();
        _live.Dispose();
        _queue.Dispose();
    }

    private void Wake(NamespacedName key) => _queue.Add(key, _facts.IsAwaited(key));

    private void WakeAfter(NamespacedName key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Wake(key);
        }
        else
        {
            _queue.AddAfter(key, delay);
        }
    }

    private ReleaseCluster Local() => new()
    {
        Client = _shared.Client,
        Facts = _facts,
        Live = _live,
        Drift = _drift,
        Accounts = _accounts,
        Capabilities = _shared.Capabilities,
        Bodies = _shared.Bodies,
        Owners = new ObjectOwners(_facts, _facts, static release => release.Spec.KubeConfig is null, _shared.Client, new ReleaseStore(_shared.Client, _shared.Bodies, _shared.Time)),
        Waits = new WaitClock(_shared.Client.Presence, _shared.Time),
    };

    private KubeconfigOptions KubeConfigOptions() => new()
    {
        AllowExec = _shared.Options.InsecureKubeconfigExec,
        AllowInsecure = _shared.Options.InsecureKubeconfigTls,
        AllowFiles = false,
        TimeProvider = _shared.Time,
    };

    private RemoteParts Remotes(ReleaseWake wakes, CancellationToken stopping) => new()
    {
        Facts = _facts,
        Wake = wakes,
        ClientOptions = new KubernetesClientOptions
        {
            RequestTimeout = RemoteTimeout,
            ConnectTimeout = RemoteConnectTimeout,
            AllowsAddress = new AddressRules(_shared.Options.AllowedSourceNetworks, _shared.Options.DeniedSourceNetworks).Allows,
        },
        Guard = _shared.Guard,
        Workers = _shared.Options.Concurrent,
        Time = _shared.Time,
        Logs = _shared.Logs,
        Stopping = stopping,
    };

    private void AccountChanged(NamespacedName account)
    {
        foreach (HelmRelease release in _facts.HelmReleases().Where(release => ReleaseConnections.AccountOf(release, _shared.Options.DefaultServiceAccount) == account))
        {
            Wake(release.Metadata.Key);
        }
    }
}
