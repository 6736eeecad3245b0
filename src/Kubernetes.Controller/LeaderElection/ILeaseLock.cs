using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.LeaderElection;

/// <summary>The Lease that decides who leads, and who asks for it.</summary>
public interface ILeaseLock
{
    /// <summary>Ours: no other process may have the same.</summary>
    string Identity { get; }

    NamespacedName Key { get; }

    /// <summary>Null if there is none.</summary>
    Task<Lease?> GetAsync(CancellationToken ct);

    /// <summary>Fails with a conflict if there is one already.</summary>
    Task<Lease> CreateAsync(Lease lease, CancellationToken ct);

    /// <summary>Fails with a conflict unless the lease has the newest resource version.</summary>
    Task<Lease> UpdateAsync(Lease lease, CancellationToken ct);
}
