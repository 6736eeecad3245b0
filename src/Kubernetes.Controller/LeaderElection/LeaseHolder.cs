using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.LeaderElection;

/// <summary>Reads and writes the lease (client-go <c>tools/leaderelection</c>). What others wrote is judged by when we saw it change, never by their clocks.</summary>
internal sealed class LeaseHolder(ILeaseLock leaseLock, LeaderElectionOptions options, TimeProvider time)
{
    private Lease? _observed;
    private string? _observedSpec;
    private long _observedAt;

    internal string Identity => leaseLock.Identity;

    internal NamespacedName Key => leaseLock.Key;

    internal string? ObservedHolder => _observed?.HolderIdentity;

    internal bool IsHeldByOther => ObservedHolder is { Length: > 0 } && !IsOurs;

    private bool IsOurs => string.Equals(ObservedHolder, Identity, StringComparison.Ordinal);

    /// <summary>True if we hold the lease now. Where we held it before, it is one request.</summary>
    internal async Task<bool> TryAcquireOrRenewAsync(CancellationToken ct)
    {
        if (IsOurs && await TryRenewAsync(ct))
        {
            return true;
        }

        if (await leaseLock.GetAsync(ct) is not { } current)
        {
            return await TryWriteAsync(() => leaseLock.CreateAsync(Claim(new Lease(Key), isNew: true), ct));
        }

        Observe(current);
        if (IsHeldByOther && time.GetElapsedTime(_observedAt) < DurationOf(current))
        {
            return false;
        }

        bool isNew = !IsOurs;
        return await TryWriteAsync(() => leaseLock.UpdateAsync(Claim(Copy(current), isNew), ct));
    }

    /// <summary>Gives the lease back, so that the next leader need not wait.</summary>
    internal async Task ReleaseAsync(CancellationToken ct)
    {
        if (!IsOurs)
        {
            return;
        }

        Lease lease = Copy(_observed!);
        lease.HolderIdentity = string.Empty;
        lease.LeaseDurationSeconds = 1;
        lease.RenewTime = time.GetUtcNow();
        Observe(await leaseLock.UpdateAsync(lease, ct));
    }

    private static Lease Copy(Lease lease) => new((JsonObject)lease.Content.DeepClone());

    // A lease that names no time, or an absurd one, must not lock everybody out.
    private TimeSpan DurationOf(Lease lease) => TimeSpan.FromSeconds(Math.Clamp(lease.LeaseDurationSeconds ?? 0, (long)options.LeaseDuration.TotalSeconds, 3600));

    private async Task<bool> TryRenewAsync(CancellationToken ct)
    {
        try
        {
            Observe(await leaseLock.UpdateAsync(Claim(Copy(_observed!), isNew: false), ct));
            return true;
        }
        catch (KubernetesApiException e) when (e.IsConflict || e.IsNotFound)
        {
            // Somebody wrote it: look who.
            return false;
        }
    }

    private async Task<bool> TryWriteAsync(Func<Task<Lease>> write)
    {
        try
        {
            Observe(await write());
            return true;
        }
        catch (KubernetesApiException e) when (e.IsConflict || e.IsAlreadyExists)
        {
            // Another one was quicker.
            return false;
        }
    }

    private Lease Claim(Lease lease, bool isNew)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (isNew)
        {
            bool hadHolder = lease.HolderIdentity is not null;
            lease.AcquireTime = now;
            lease.LeaseTransitions = hadHolder ? lease.LeaseTransitions + 1 : lease.LeaseTransitions;
        }

        lease.HolderIdentity = Identity;
        lease.LeaseDurationSeconds = (long)options.LeaseDuration.TotalSeconds;
        lease.RenewTime = now;
        return lease;
    }

    private void Observe(Lease lease)
    {
        string spec = lease.Content["spec"]?.ToJsonString() ?? string.Empty;
        if (!string.Equals(spec, _observedSpec, StringComparison.Ordinal))
        {
            _observedSpec = spec;
            _observedAt = time.GetTimestamp();
        }

        _observed = lease;
    }
}
