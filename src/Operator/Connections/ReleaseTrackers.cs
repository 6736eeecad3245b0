using System.Collections.Concurrent;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Tracking;

namespace Steersman.Operator.Connections;

/// <summary>Follows the objects of the releases of one connection: by the cluster's shared watches where its account may watch them, else by watches of its own. Thread-safe.</summary>
/// <param name="shared">The shared watches.</param>
/// <param name="account">The account; null where its rights are those of the shared watches.</param>
internal sealed class ReleaseTrackers(LiveObjects shared, ReleaseAccount? account = null)
{
    private readonly ConcurrentDictionary<NamespacedName, Tracked> _tracked = new();

    /// <summary>The time of a release's tracker.</summary>
    public DateTimeOffset Now(NamespacedName key) => _tracked.TryGetValue(key, out Tracked? tracked) ? tracked.Live.Now : shared.Now;

    /// <summary>Follows these objects in the place of those before.</summary>
    public async Task TrackAsync(NamespacedName key, IReadOnlyList<TrackedObject> objects, TrackOptions options, CancellationToken cancellation)
    {
        LiveObjects live = await ChooseAsync(objects, options, cancellation);
        if (_tracked.TryGetValue(key, out Tracked? before) && before.Live != live)
        {
            before.Live.Untrack(key);
        }

        live.Track(key, objects, options);
        _tracked[key] = new Tracked(live, objects, options);
    }

    /// <summary>Asks again, where the last answer is too old, whether the account may watch what is followed.</summary>
    public async ValueTask ReviewAsync(NamespacedName key, CancellationToken cancellation)
    {
        if (account is not null && _tracked.TryGetValue(key, out Tracked? tracked) && tracked.Live.Find(key) is not null && await ChooseAsync(tracked.Objects, tracked.Options, cancellation) != tracked.Live)
        {
            await TrackAsync(key, tracked.Objects, tracked.Options, cancellation);
        }
    }

    /// <summary>The tracker of a release; null where none is followed.</summary>
    public RolloutTracker? Find(NamespacedName key) => _tracked.TryGetValue(key, out Tracked? tracked) ? tracked.Live.Find(key) : null;

    /// <summary>Nobody waits for the objects any more.</summary>
    public void Rest(NamespacedName key)
    {
        if (_tracked.TryGetValue(key, out Tracked? tracked))
        {
            tracked.Live.Rest(key);
        }
    }

    /// <summary>Follows a release no more.</summary>
    public void Untrack(NamespacedName key)
    {
        if (_tracked.TryRemove(key, out Tracked? tracked))
        {
            tracked.Live.Untrack(key);
        }
    }

    private async ValueTask<LiveObjects> ChooseAsync(IReadOnlyList<TrackedObject> objects, TrackOptions options, CancellationToken cancellation)
    {
        if (account is null)
        {
            return shared;
        }

        foreach (FeedKey feed in LiveObjects.FeedsOf(objects, options))
        {
            if (!await account.SeesAsync(feed.Kind, feed.Namespace, cancellation))
            {
                return account.Live;
            }
        }

        return shared;
    }

    private sealed record Tracked(LiveObjects Live, IReadOnlyList<TrackedObject> Objects, TrackOptions Options);
}
