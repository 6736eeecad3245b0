using System.Collections.Immutable;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Drift;

/// <summary>The targets of all releases, by release and by object. Not thread-safe.</summary>
internal sealed class DriftTargets
{
    private readonly Dictionary<NamespacedName, Tracked> _releases = [];

    // One object belongs to one release, as a rule; two releases that claim it both hear of it.
    private readonly Dictionary<DriftKey, ImmutableArray<DriftTarget>> _objects = [];

    public Tracked? Of(NamespacedName release) => _releases.GetValueOrDefault(release);

    public ImmutableArray<DriftTarget> Of(DriftKey key) => _objects.GetValueOrDefault(key, []);

    public IEnumerable<DriftTarget> All => _releases.Values.SelectMany(tracked => tracked.Targets.Values);

    public void Add(NamespacedName release, Tracked tracked)
    {
        _releases[release] = tracked;
        foreach (DriftTarget target in tracked.Targets.Values)
        {
            _objects[target.Key] = Of(target.Key).Add(target);
        }
    }

    public Tracked? Remove(NamespacedName release)
    {
        if (!_releases.Remove(release, out Tracked? tracked))
        {
            return null;
        }

        foreach (DriftTarget target in tracked.Targets.Values)
        {
            ImmutableArray<DriftTarget> left = Of(target.Key).Remove(target);
            if (left.IsEmpty)
            {
                _objects.Remove(target.Key);
            }
            else
            {
                _objects[target.Key] = left;
            }
        }

        return tracked;
    }

    /// <summary>What is followed for one release.</summary>
    internal sealed record Tracked(string Id, Dictionary<DriftKey, DriftTarget> Targets, IReadOnlyList<IDisposable> Watches);
}
