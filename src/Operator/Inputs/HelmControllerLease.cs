using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Informers;

namespace Steersman.Operator.Inputs;

/// <summary>Whether Flux's helm-controller runs, by its Lease in whichever namespace. Thread-safe.</summary>
/// <remarks>A Lease counts as held until it was seen unchanged for as long as it lasts, by this process's own clock: clocks of others are not believed, as in leader election.</remarks>
internal sealed class HelmControllerLease
{
    /// <summary>Name of the Lease; helm-controllers with a label selector add a hash of it.</summary>
    public const string Name = "helm-controller-leader-election";

    private readonly Informer<LeaseFact> _leases;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<NamespacedName, (LeaseFact Lease, long Since)> _seen = [];

    /// <param name="client">The cluster.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">For the informer.</param>
    public HelmControllerLease(IKubernetesClient client, TimeProvider time, ILogger log)
    {
        _time = time;
        _leases = new(client.Reader(Lease.Mapping, LeaseFact.Decode), new() { Name = "leases", FieldSelector = $"metadata.name={Name}", TimeProvider = time, Server = client.Presence }, log);
        _leases.Subscribe(new LeaseHandler(this));
    }

    /// <summary>True once it is known whether there is such a Lease.</summary>
    public bool HasSynced => _leases.HasSynced;

    /// <summary>Called when a Lease changed.</summary>
    public Action? OnChange { get; set; }

    /// <summary>The Lease that is held, and for how long it is without a further renewal; null where none is.</summary>
    public (NamespacedName Name, string Holder, TimeSpan Left)? Held()
    {
        lock (_gate)
        {
            foreach ((NamespacedName key, (LeaseFact lease, long since)) in _seen)
            {
                TimeSpan left = lease.Duration - _time.GetElapsedTime(since);
                if (lease.Holder is { } holder && left > TimeSpan.Zero)
                {
                    return (key, holder, left);
                }
            }
        }

        return null;
    }

    /// <summary>Follows the Leases until the token is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => _leases.RunAsync(cancellation);

    public Task WaitForSyncAsync(CancellationToken cancellation) => _leases.WaitForSyncAsync(cancellation);

    private void See(NamespacedName key, LeaseFact? lease)
    {
        lock (_gate)
        {
            if (lease is null)
            {
                _seen.Remove(key);
            }
            else if (!_seen.TryGetValue(key, out (LeaseFact Lease, long Since) known) || known.Lease != lease)
            {
                _seen[key] = (lease, _time.GetTimestamp());
            }
        }

        OnChange?.Invoke();
    }

    private sealed class LeaseHandler(HelmControllerLease owner) : IResourceEventHandler<LeaseFact>
    {
        public void OnAdded(NamespacedName key, LeaseFact resource) => owner.See(key, resource);

        public void OnUpdated(NamespacedName key, LeaseFact old, LeaseFact resource) => owner.See(key, resource);

        public void OnDeleted(NamespacedName key, LeaseFact last) => owner.See(key, null);
    }
}
