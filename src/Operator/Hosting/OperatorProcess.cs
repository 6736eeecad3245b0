using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Events;
using Steersman.Kubernetes.Controller.LeaderElection;
using Steersman.Kubernetes.Controller.Queues;
using Steersman.Kubernetes.Controller.Reconciliation;
using Steersman.Kubernetes.Status.Drift;
using Steersman.Kubernetes.Status.Tracking;
using Steersman.Operator.Inputs;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps;
using Steersman.Releases.Applying;
using Steersman.Releases.Drift;
using Steersman.Releases.Lookup;
using Steersman.Releases.Sources;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Hosting;

/// <summary>The operator at work: puts its parts together and runs them until it is stopped or loses the lead.</summary>
internal sealed class OperatorProcess(IKubernetesClient client, OperatorOptions options, OperatorState state, ServerPresence presence, TimeProvider time, ILoggerFactory logs)
{
    private const string LeaseName = "steersman-leader";
    private const long ChartCacheBytes = 64L * 1024 * 1024;
    private const long BodyCacheBytes = 32L * 1024 * 1024;
    // A failing release asks once a minute, so that the end of a fault is found soon.
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookupDeadline = TimeSpan.FromSeconds(20);

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
        live.OnChange += key => wake(HookFollower.Owner(key));
        drift.OnChange += wake;
        ClusterCapabilities capabilities = new(leader, time);
        EventRecorder events = new(leader, new EventRecorderOptions { Controller = "steersman.dev/helm-controller", Instance = Environment.MachineName, TimeProvider = time }, logs.CreateLogger<EventRecorder>());

        using CutOffReleases cutOff = new(presence, key =>
        {
            // What failed for want of a server says nothing of the next look.
            queue.Forget(key);
            wake(key);
        });
        using ChartFetcher fetcher = new(leader, new ChartCache(ChartCacheBytes), Registries(), time);
        FluxSources flux = new(leader, facts, options.WatchNamespace, time, logs.CreateLogger<FluxSources>());
        flux.Subscribe((kind, key) => facts.WakeReferring(wake, ReleaseIndexes.ObjectValue(kind, key)), () => facts.WakeReferring(wake, ReleaseIndexes.FluxValue));
        ChartSources sources = new(fetcher, new ChartLocator(facts, flux, !options.NoCrossNamespaceRefs), wakeAfter, time, logs.CreateLogger<ChartSources>(), cancellation);
        Controller<NamespacedName> controller = Build(leader, queue, wake, live, drift, facts, capabilities, sources, events, cutOff, cancellation);
        facts.Subscribe(wake, DefinitionChanged, flux.SecretChanged);
        Task watching = Task.WhenAll(facts.RunAsync(cancellation), drift.RunAsync(cancellation), flux.RunAsync(cancellation));
        Task telling = events.RunAsync(cancellation);
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

    private Controller<NamespacedName> Build(
        IKubernetesClient leader,
        WorkQueue<NamespacedName> queue,
        Action<NamespacedName> wake,
        LiveObjects live,
        DriftWatches watches,
        ClusterFacts facts,
        ClusterCapabilities capabilities,
        ChartSources sources,
        EventRecorder events,
        CutOffReleases cutOff,
        CancellationToken stopping)
    {
        ReleaseStore store = new(leader, new ReleaseBodyCache(BodyCacheBytes), time);
        ReleaseValues values = new(leader, facts);
        ObjectOwners owners = new(facts, leader, store);
        RolloutFollower rollouts = new(live, owners, leader, store, time);
        HookFollower hookFollower = new(live);
        RevisionWriter revisions = new(store, time);
        WaitClock waits = new(presence, time);
        DriftFollower drift = new(watches, leader, store, time);
        RevisionObjects objects = new(leader, revisions);
        ObjectApplier applier = new(leader, drift);
        HookObjects hookObjects = new(leader);
        HookLogs hookLogs = new(leader, values);
        Notices notices = new(events, OwnNamespace, logs.CreateLogger<Notices>());
        ApplyPolicy policy = new(options.OverrideManagers);
        RevisionRenderer renderer = new(sources, values, capabilities, new ClusterLookup(leader, LookupDeadline), time);
        RevisionDrafter drafter = new(revisions, renderer);
        RevisionJudge judge = new(leader, applier, owners, policy);
        PrepareUninstallExecutor prepareUninstall = new(revisions, facts, time);
        FinalizerExecutor finalizer = new(leader);
        StepExecutor executor = new(
            finalizer,
            new LeaveNamespaceExecutor(leader, revisions, objects, applier, finalizer),
            new PrepareRevisionExecutor(revisions, drafter, judge, new ReleasePrerequisites(leader, facts), time),
            new PrepareRollbackExecutor(revisions, time),
            prepareUninstall,
            new MoveExecutor(revisions, objects, drafter, judge, prepareUninstall),
            new HookExecutor(leader, revisions, hookObjects, hookFollower, waits),
            new HookExaminer(revisions, hookObjects, hookLogs, time),
            new HookCleaner(revisions, hookObjects, hookFollower, hookLogs, waits),
            new ApplyObjectsExecutor(leader, capabilities, revisions, objects, applier, policy, notices, rollouts, drift, waits),
            new DeleteObjectsExecutor(leader, revisions, applier, rollouts, waits),
            new ConfirmFailureExecutor(rollouts),
            new OldPodsExecutor(leader, rollouts, time),
            new ResumeRevisionExecutor(revisions),
            new SettleRevisionExecutor(revisions),
            new BeginTestsExecutor(revisions),
            new FailRevisionExecutor(revisions, hookFollower, new FailedRevisionCleanup(objects, applier, notices)),
            new FinishUninstallExecutor(revisions),
            new AdoptRevisionExecutor(revisions, time),
            new MarkGoodExecutor(revisions),
            new DriftExecutor(drift, new DriftProbe(leader), revisions, time));
        DependencyWatches dependencies = new(leader, wake, time, logs.CreateLogger<DependencyWatches>(), stopping);
        ReleaseMemories memories = new(key =>
        {
            dependencies.Forget(key);
            rollouts.Forget(key);
            drift.Forget(key);
            hookFollower.Forget(key);
            sources.Forget(key);
        });
        ReleaseObserver observer = new(facts, new ReleasePlaces(facts), store, values, sources, rollouts, drift, new AdoptionComparer(renderer), new HookObserver(store, hookFollower, facts), new DependencyObserver(leader, facts, dependencies), waits, options.ForeignOperationTimeout, time);
        StatusWriter status = new(leader, notices, time);
        ReleaseReconciler reconciler = new(facts, memories, observer, executor, status, cutOff, time, logs.CreateLogger<ReleaseReconciler>());
        return new Controller<NamespacedName>("helmrelease", reconciler, queue, new ControllerOptions { Workers = options.Concurrent, TimeProvider = time }, logs.CreateLogger<OperatorProcess>());
    }

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
