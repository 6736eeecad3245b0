using System.Collections.Concurrent;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Drift;

namespace Steersman.Operator.Connections;

/// <summary>Sees writes of the objects of the releases of one connection: by the cluster's shared watches where its account may watch them, else by watches of its own. Thread-safe.</summary>
/// <param name="shared">The shared watches.</param>
/// <param name="account">The account; null where its rights are those of the shared watches.</param>
internal sealed class ReleaseDriftWatches(DriftWatches shared, ReleaseAccount? account = null)
{
    private readonly ConcurrentDictionary<NamespacedName, Tracked> _tracked = new();

    /// <inheritdoc cref="DriftWatches.HasSubresourcesAsync"/>
    public ValueTask<bool> HasSubresourcesAsync(CancellationToken cancellation) => shared.HasSubresourcesAsync(cancellation);

    /// <inheritdoc cref="DriftWatches.TrackAsync"/>
    public async Task TrackAsync(NamespacedName release, string id, IReadOnlyList<DriftObject> objects, CancellationToken cancellation)
    {
        DriftWatches watches = await ChooseAsync(objects, cancellation);
        if (_tracked.TryGetValue(release, out Tracked? before) && before.Watches != watches)
        {
            before.Watches.Untrack(release);
        }

        await watches.TrackAsync(release, id, objects, cancellation);
        _tracked[release] = new Tracked(watches, objects);
    }

    /// <summary>Asks again, where the last answer is too old, whether the account may watch what is followed; where that has changed nothing is followed any more.</summary>
    public async ValueTask ReviewAsync(NamespacedName release, CancellationToken cancellation)
    {
        if (account is not null && _tracked.TryGetValue(release, out Tracked? tracked) && await ChooseAsync(tracked.Objects, cancellation) != tracked.Watches)
        {
            Untrack(release);
        }
    }

    public bool IsTracked(NamespacedName release, string id) => _tracked.TryGetValue(release, out Tracked? tracked) && tracked.Watches.IsTracked(release, id);

    public void Untrack(NamespacedName release)
    {
        if (_tracked.TryRemove(release, out Tracked? tracked))
        {
            tracked.Watches.Untrack(release);
        }
    }

    public IReadOnlyList<DriftKey> Open(NamespacedName release) => _tracked.TryGetValue(release, out Tracked? tracked) ? tracked.Watches.Open(release) : [];

    /// <summary>True where some release follows the object.</summary>
    public bool IsTracked(DriftKey key) => shared.IsTracked(key) || account?.OwnDrift?.IsTracked(key) == true;

    /// <summary>We wrote an object, whichever release it belongs to.</summary>
    public void Wrote(DriftKey key, DriftStamp stamp)
    {
        shared.Wrote(key, stamp);
        account?.OwnDrift?.Wrote(key, stamp);
    }

    public void BeginLook(NamespacedName release, IEnumerable<DriftKey> keys)
    {
        if (_tracked.TryGetValue(release, out Tracked? tracked))
        {
            tracked.Watches.BeginLook(release, keys);
        }
    }

    public void Judged(NamespacedName release, DriftKey key, DriftStamp stamp)
    {
        if (_tracked.TryGetValue(release, out Tracked? tracked))
        {
            tracked.Watches.Judged(release, key, stamp);
        }
    }

    private async ValueTask<DriftWatches> ChooseAsync(IReadOnlyList<DriftObject> objects, CancellationToken cancellation)
    {
        if (account is null)
        {
            return shared;
        }

        foreach (DriftObject item in objects)
        {
            if (!await account.SeesAsync(item.Kind, item.Key.Namespace, cancellation))
            {
                return account.Drift;
            }
        }

        return shared;
    }

    private sealed record Tracked(DriftWatches Watches, IReadOnlyList<DriftObject> Objects);
}
