using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Drift;
using Steersman.Kubernetes.Status.Tracking;

namespace Steersman.Operator.Connections;

/// <summary>A service account that releases are managed as: whom its requests act as, what it may see by shared watches, and watches of its own for the rest. Thread-safe.</summary>
internal sealed class ReleaseAccount : IDisposable
{
    private readonly ReleaseCluster _cluster;
    private readonly Lazy<LiveObjects> _live;
    private readonly Lazy<DriftWatches> _drift;
    private readonly CancellationTokenSource _stop;

    /// <param name="name">Namespace and name.</param>
    /// <param name="cluster">The cluster that it acts in.</param>
    /// <param name="wake">Takes the keys of releases whose own watches show something.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logs">For the watches.</param>
    /// <param name="stopping">Ends the watches.</param>
    public ReleaseAccount(NamespacedName name, ReleaseCluster cluster, ReleaseWake wake, TimeProvider time, ILoggerFactory logs, CancellationToken stopping)
    {
        Name = name;
        _cluster = cluster;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Client = cluster.Client.Impersonate(ImpersonationIdentity.ServiceAccount(name.Namespace!, name.Name));
        Reviews = cluster.Accounts.Of(name);
        _live = new Lazy<LiveObjects>(() =>
        {
            LiveObjects live = new(new InformerFeeds(Client, time, logs.CreateLogger<InformerFeeds>()), time, new LiveObjectsOptions { PerNamespace = true });
            live.OnChange += wake.Tracked;
            return live;
        });
        _drift = new Lazy<DriftWatches>(() =>
        {
            DriftWatches drift = new(Client, perNamespace: true, time, logs.CreateLogger<DriftWatches>());
            drift.OnChange += wake.Release;
            _ = drift.RunAsync(_stop.Token).ContinueWith(static (run, state) => _ = run.Exception, null, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return drift;
        });
    }

    public NamespacedName Name { get; }

    /// <summary>The name of its user.</summary>
    public string User => $"system:serviceaccount:{Name.Namespace}:{Name.Name}";

    /// <summary>Whether a refusal of the server is for want of a right of the account: it then names its user.</summary>
    public bool IsNamedIn(string message) => message.Contains(User, StringComparison.Ordinal);

    /// <summary>Acts as the account.</summary>
    public IKubernetesClient Client { get; }

    public AccountReviews Reviews { get; }

    /// <summary>Watches of the account's own, one for each kind and namespace; what it may not watch is read.</summary>
    public LiveObjects Live => _live.Value;

    public DriftWatches Drift => _drift.Value;

    /// <summary>The same; null where none were needed.</summary>
    public DriftWatches? OwnDrift => _drift.IsValueCreated ? _drift.Value : null;

    /// <summary>Whether the account may see by a shared watch what is of that kind in that namespace.</summary>
    public async ValueTask<bool> SeesAsync(GroupVersionKind kind, string? ns, CancellationToken cancellation) =>
        await _cluster.Client.Mapper.FindAsync(kind, cancellation) is not { } mapping || await SeesAsync(mapping, ns, cancellation);

    /// <inheritdoc cref="SeesAsync(GroupVersionKind, string?, CancellationToken)"/>
    public ValueTask<bool> SeesAsync(ResourceMapping mapping, string? ns, CancellationToken cancellation) =>
        Reviews.MayAsync("watch", mapping, mapping.IsNamespaced ? ns : null, null, cancellation);

    /// <summary>Ends the account's own watches.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        if (_live.IsValueCreated)
        {
            _live.Value.Dispose();
        }
    }
}
