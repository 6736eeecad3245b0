using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Controller.LeaderElection;

/// <summary>A Lease of the API server. The client must not be under the guard of the election itself.</summary>
public sealed class LeaseLock(IKubernetesClient client, NamespacedName key, string identity) : ILeaseLock
{
    private readonly IResourceClient<Lease> _leases = client.Resource<Lease>();

    public string Identity => identity;

    public NamespacedName Key => key;

    /// <summary>The machine's name and something random, as controller-runtime does it: two processes on one machine differ.</summary>
    public static string NewIdentity() => $"{Environment.MachineName}_{Guid.NewGuid()}";

    public Task<Lease?> GetAsync(CancellationToken ct) => _leases.GetAsync(key, ct);

    public Task<Lease> CreateAsync(Lease lease, CancellationToken ct) => _leases.CreateAsync(lease, WriteOptions.Default, ct);

    public Task<Lease> UpdateAsync(Lease lease, CancellationToken ct) => _leases.UpdateAsync(lease, WriteOptions.Default, ct);
}
