using System.Net;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.LeaderElection;

namespace Steersman.Kubernetes.Controller.Tests.LeaderElection;

/// <summary>The one lease that several candidates share in a test; each has its own view of it.</summary>
internal sealed class SharedLease
{
    private readonly Lock _gate = new();
    private long _version;

    internal Lease? Current { get; private set; }

    internal void Write(Action<Lease> change)
    {
        lock (_gate)
        {
            Lease next = Current is null ? new Lease(FakeLeaseLock.LeaseKey) : Copy(Current);
            change(next);
            Store(next);
        }
    }

    internal Lease? Read()
    {
        lock (_gate)
        {
            return Current is null ? null : Copy(Current);
        }
    }

    internal Lease Create(Lease lease)
    {
        lock (_gate)
        {
            return Current is not null ? throw Error(409, "AlreadyExists") : Store(lease);
        }
    }

    internal Lease Update(Lease lease)
    {
        lock (_gate)
        {
            return lease.Metadata.ResourceVersion != Current?.Metadata.ResourceVersion ? throw Error(409, "Conflict") : Store(lease);
        }
    }

    internal static Lease Copy(Lease lease) => new((JsonObject)lease.Content.DeepClone());

    private static KubernetesApiException Error(int code, string reason) => new((HttpStatusCode)code, new ApiStatus { Code = code, Reason = reason });

    private Lease Store(Lease lease)
    {
        Current = Copy(lease);
        Current.Metadata.ResourceVersion = (++_version).ToString();
        return Copy(Current);
    }
}

/// <summary>A candidate's way to the lease, which can be cut or hang.</summary>
internal sealed class FakeLeaseLock(SharedLease lease, string identity) : ILeaseLock
{
    internal static readonly NamespacedName LeaseKey = new("ns", "operator");

    private int _writes;

    public string Identity => identity;

    public NamespacedName Key => LeaseKey;

    internal bool IsCut { get; set; }

    internal bool Hangs { get; set; }

    internal int Writes => _writes;

    internal int Reads { get; private set; }

    /// <summary>Called after each write.</summary>
    internal Action<Lease>? Written { get; set; }

    public async Task<Lease?> GetAsync(CancellationToken ct)
    {
        await PassAsync(ct);
        Reads++;
        return lease.Read();
    }

    public Task<Lease> CreateAsync(Lease made, CancellationToken ct) => WriteAsync(() => lease.Create(made), ct);

    public Task<Lease> UpdateAsync(Lease changed, CancellationToken ct) => WriteAsync(() => lease.Update(changed), ct);

    private async Task<Lease> WriteAsync(Func<Lease> write, CancellationToken ct)
    {
        await PassAsync(ct);
        Lease written = write();
        Interlocked.Increment(ref _writes);
        Written?.Invoke(written);
        return written;
    }

    private async Task PassAsync(CancellationToken ct)
    {
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, ct);
        }

        if (IsCut)
        {
            throw new KubernetesConnectionException(ConnectionFailure.Unreachable, "cut");
        }
    }
}
