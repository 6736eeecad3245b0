using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Events;
using Steersman.Kubernetes.Controller.LeaderElection;
using Steersman.Kubernetes.Controller.Queues;
using Steersman.Kubernetes.Controller.Reconciliation;
using Steersman.Kubernetes.Status.Drift;
using Steersman.Kubernetes.Status.Tracking;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Connections;
using Steersman.Operator.Inputs;
using Steersman.Operator.Notifications;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps;
using Steersman.Releases.Sources;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Hosting;

/// <summary>The operator at work: puts its parts together and runs them until it is stopped or loses the lead.</summary>
internal sealed class OperatorProcess(IKubernetesClient client, OperatorOptions options, OperatorState state, TimeProvider time, ILoggerFactory logs)
{
    private const string LeaseName = "steersman-leader";
    private const long ChartCacheBytes = 64L * 1024 * 1024;
    private const long BodyCacheBytes = 32L * 1024 * 1024;
    // A failing release asks once a minute, so that the end of a fault is found soon.
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    private string OwnNamespace => options.LeaseNamespace ?? Environment.GetEnvironmentVariable("POD_NAMESPACE") ?? client.Namespace ?? "default";

    /// <summary>Works until the token is cancelled; with leader election only while this process leads.</summary>
    /// <exception cref="LeadershipLostException">The lead was lost: the process ends, and a new one starts with clean memory.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!options.LeaderElect)
        {
            await WorkAsync(client, cancellation);
            return;
        }

        NamespacedName lease = new(OwnNamespace, LeaseName);
        LeaderElectionOptions election = new() { LeaseDuration = options.LeaseDuration, RenewDeadline = options.RenewDeadline, RetryPeriod = options.RetryPeriod };
        LeaderElector elector = new(new LeaseLock(client, lease, LeaseLock.NewIdentity()), election, time, logs.CreateLogger<LeaderElector>());
        state.Waits();
        await elector.RunAsync(token => WorkAsync(client.Guarded(elector.Guard), token), cancellation);
    }

    private async Task WorkAsync(IKubernetesClient leader, CancellationToken cancellation)
    {
        using WorkQueue<NamespacedName> queue = new("helmrelease", new ExponentialRateLimiter<NamespacedName>(new ExponentialRateLimiterOptions { MaxDelay = LongestBackoff }, time), time);
        using LiveObjects live = new(new InformerFeeds(leader, time, logs.CreateLogger<InformerFeeds>()), time, new LiveObjectsOptions { PerNamespace = options.WatchNamespace is not null });
        DriftWatches drift = new(leader, options.WatchNamespace is not null, time, logs.CreateLogger<DriftWatches>());
        ClusterFacts facts = new(leader, options.WatchNamespace, time, logs.CreateLogger<ClusterFacts>());
        Action<NamespacedName> wake = key => queue.Add(key, facts.IsAwaited(key));
        Action<NamespacedName, TimeSpan> wakeAfter = (key, delay) =>
        {
            if (delay <= TimeSpan.Zero)
            {
                wake(key);
            }
            else
            {
                queue.AddAfter(key, delay);
            }
        };
        ReleaseWake wakes = new(wake, wakeAfter);
        live.OnChange += wakes.Tracked;
        drift.OnChange += wake;
        ReleaseBodyCache bodies = new(BodyCacheBytes);
        ClusterCapabilities capabilities = new(leader, time);
        ReleaseCluster cluster = new()
        {
            Client = leader,
            Facts = facts,
            Live = live,
            Drift = drift,
            Capabilities = capabilities,
            Bodies = bodies,
            Owners = new ObjectOwners(facts, facts, leader, new ReleaseStore(leader, bodies, time)),
            Waits = new WaitClock(leader.Presence, time),
        };
        EventRecorder events = new(leader, new EventRecorderOptions { Controller = "steersman.dev/helm-controller", Instance = Environment.MachineName, TimeProvider = time }, logs.CreateLogger<EventRecorder>());

        using CutOffReleases cutOff = new(leader.Presence, key =>
        {
            // What failed for want of a server says nothing of the next look.
            queue.Forget(key);
            wake(key);
        });
        using ChartFetcher fetcher = new(leader, new ChartCache(ChartCacheBytes), Registries(), time);
        FluxSources flux = new(leader, facts, options.WatchNamespace, time, logs.CreateLogger<FluxSources>());
        flux.Subscribe((kind, key) => facts.WakeReferring(wake, ReleaseIndexes.ObjectValue(kind, key)), () => facts.WakeReferring(wake, ReleaseIndexes.FluxValue));
        ChartSources sources = new(fetcher, new ChartLocator(facts, flux, !options.NoCrossNamespaceRefs), wakeAfter, time, logs.CreateLogger<ChartSources>(), cancellation);
        using EventForwarder? forwarder = options.Events is { } address ? new(new EventForwarderOptions { Address = address }, EventForwarder.NewTransport(), time, logs.CreateLogger<EventForwarder>()) : null;
        Notices notices = new(events, forwarder, OwnNamespace, time, logs.CreateLogger<Notices>());
        FinalizerExecutor finalizer = new(leader);
        DependencyWatches dependencies = new(leader, wake, time, logs.CreateLogger<DependencyWatches>(), cancellation);
        ReleaseWorkFactory factory = new(leader, options, facts, new ReleaseValues(leader, facts), sources, new DependencyObserver(leader, facts, dependencies), finalizer, notices, time);
        ServiceAccounts accounts = new(leader, options.WatchNamespace, AccountChanged, time, logs.CreateLogger<ServiceAccounts>(), cancellation);
        using ReleaseConnections connections = new(cluster, factory, accounts, options.DefaultServiceAccount, wakes, time, logs, cancellation);
        using RightsWatch rights = new(leader, options.WatchNamespace, connections.ForgetRights, wakeAfter, time, logs.CreateLogger<RightsWatch>(), cancellation);
        ReleaseMemories memories = new(key =>
        {
            dependencies.Forget(key);
            connections.Forget(key);
            rights.Forget(key);
            sources.Forget(key);
        });
        ReleaseReconciler reconciler = new(facts, memories, connections, rights, finalizer, new StatusWriter(leader, notices, time), cutOff, time, logs.CreateLogger<ReleaseReconciler>());
        Controller<NamespacedName> controller = new("helmrelease", reconciler, queue, new ControllerOptions { Workers = options.Concurrent, TimeProvider = time }, logs.CreateLogger<OperatorProcess>());
        facts.Subscribe(wake, DefinitionChanged, flux.SecretChanged);
        Task watching = Task.WhenAll(facts.RunAsync(cancellation), drift.RunAsync(cancellation), flux.RunAsync(cancellation), new ServerProbe(leader, time).RunAsync(cancellation));
        Task telling = Task.WhenAll(events.RunAsync(cancellation), forwarder?.RunAsync(cancellation) ?? Task.CompletedTask);
        try
        {
            await Task.WhenAny(facts.WaitForSyncAsync(cancellation), watching).Unwrap();
            state.Works();
            await controller.RunAsync(cancellation);
        }
        finally
        {
            await IgnoreCancellationAsync(Task.WhenAll(watching, telling));
        }

        void AccountChanged(NamespacedName account)
        {
            foreach (HelmRelease release in facts.HelmReleases().Where(release => ReleaseConnections.AccountOf(release, options.DefaultServiceAccount) == account))
            {
                wake(release.Metadata.Key);
            }
        }

        void DefinitionChanged(string group)
        {
            leader.Mapper.Invalidate(group);
            capabilities.Invalidate();
            if (group == FluxSources.Group)
            {
                flux.DefinitionsChanged();
            }
        }
    }

    private RegistryOptions Registries() => new()
    {
        Addresses = new AddressRules(options.AllowedSourceNetworks, options.DeniedSourceNetworks),
        Proxy = ProxySettings.FromEnvironment(),
    };

    private static async Task IgnoreCancellationAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // The end that was asked for.
        }
    }
}
