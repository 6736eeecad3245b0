using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Events;
using Steersman.Kubernetes.Controller.LeaderElection;
using Steersman.Operator.Api;
using Steersman.Operator.Inputs;
using Steersman.Operator.Notifications;
using Steersman.Releases.Sources;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Hosting;

/// <summary>The operator at work: puts its parts together and runs them until it is stopped or loses the lead.</summary>
internal sealed class OperatorProcess(IKubernetesClient client, OperatorOptions options, OperatorState state, TimeProvider time, ILoggerFactory logs)
{
    private const string LeaseName = "steersman-leader";
    private const long ChartCacheBytes = 64L * 1024 * 1024;
    private const long BodyCacheBytes = 32L * 1024 * 1024;

    private string OwnNamespace => options.LeaseNamespace ?? Environment.GetEnvironmentVariable("POD_NAMESPACE") ?? client.Namespace ?? "default";

    /// <summary>Works until the token is cancelled; with leader election only while this process leads.</summary>
    /// <exception cref="LeadershipLostException">The lead was lost: the process ends, and a new one starts with clean memory.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!options.LeaderElect)
        {
            await WorkAsync(client, null, cancellation);
            return;
        }

        NamespacedName lease = new(OwnNamespace, LeaseName);
        LeaderElectionOptions election = new() { LeaseDuration = options.LeaseDuration, RenewDeadline = options.RenewDeadline, RetryPeriod = options.RetryPeriod };
        LeaderElector elector = new(new LeaseLock(client, lease, LeaseLock.NewIdentity()), election, time, logs.CreateLogger<LeaderElector>());
        state.Waits();
        await elector.RunAsync(token => WorkAsync(client.Guarded(elector.Guard), elector.Guard, token), cancellation);
    }

    private async Task WorkAsync(IKubernetesClient leader, IRequestGuard? guard, CancellationToken cancellation)
    {
        WatchScope scope = new(options.WatchNamespaces, options.WatchLabelSelector);
        ClusterWatches watches = new(leader, scope, time, logs.CreateLogger<ClusterWatches>());
        ClusterCapabilities capabilities = new(leader, time);
        EventRecorder events = new(leader, new EventRecorderOptions { Controller = "steersman.dev/helm-controller", Instance = Environment.MachineName, TimeProvider = time }, logs.CreateLogger<EventRecorder>());
        FluxSources flux = new(leader, watches, scope.IsNamespaced, time, logs.CreateLogger<FluxSources>());
        using EventForwarder? forwarder = options.Events is { } address ? new(new EventForwarderOptions { Address = address }, EventForwarder.NewTransport(), time, logs.CreateLogger<EventForwarder>()) : null;
        using ChartFetcher fetcher = new(leader, new ChartCache(ChartCacheBytes), Registries(), time);
        SharedParts shared = new()
        {
            Client = leader,
            Guard = guard,
            Options = options,
            Scope = scope,
            Watches = watches,
            Owners = new OwnerPresence(),
            Capabilities = capabilities,
            Flux = flux,
            Fetcher = fetcher,
            Bodies = new ReleaseBodyCache(BodyCacheBytes),
            Notices = new Notices(events, forwarder, OwnNamespace, leader.Presence.Time, logs.CreateLogger<Notices>()),
            DefinitionChanged = DefinitionChanged,
            Time = leader.Presence.Time,
            Logs = logs,
        };
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using ReleasePipeline own = new(ReleaseKind.Own, shared, stopping.Token);
        List<Task> work = [watches.RunAsync(stopping.Token), flux.RunAsync(stopping.Token), own.RunAsync(state.Works, stopping.Token), new ServerProbe(leader, time).RunAsync(stopping.Token)];
        if (options.ReconcileFlux)
        {
            work.Add(new FluxReconciliation(shared, events, new ObjectReference("v1", "Pod", OwnNamespace, Environment.MachineName)).RunAsync(stopping.Token));
        }

        Task telling = Task.WhenAll(events.RunAsync(stopping.Token), forwarder?.RunAsync(stopping.Token) ?? Task.CompletedTask);
        try
        {
            // Whatever ends first ends the rest.
            await (await Task.WhenAny(work));
        }
        finally
        {
            await stopping.CancelAsync();
            await Task.WhenAll([.. work, telling]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
}
