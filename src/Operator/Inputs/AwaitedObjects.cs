using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Operator.Inputs;

/// <summary>The ConfigMaps and Secrets of the operator's cluster that a preflight missed, by the HelmReleases that wait for them. Thread-safe.</summary>
internal sealed class AwaitedObjects
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NamespacedName, HashSet<string>> _awaited = [];
    private readonly HashSet<NamespacedName> _changed = [];

    /// <summary>From now on changes of these objects count. To be called before they are looked for, so that nothing is missed in between.</summary>
    /// <param name="release">The HelmRelease.</param>
    /// <param name="objects">Values of <see cref="ReleaseIndexes.Objects"/>.</param>
    public void Await(NamespacedName release, IEnumerable<string> objects)
    {
        lock (_gate)
        {
            _awaited[release] = new HashSet<string>(objects, StringComparer.Ordinal);
            _changed.Remove(release);
        }
    }

    /// <summary>True where one of the objects has come, changed or gone since they were looked for.</summary>
    public bool HaveChanged(NamespacedName release)
    {
        lock (_gate)
        {
            return _changed.Contains(release);
        }
    }

    /// <summary>Takes a change of an object.</summary>
    /// <returns>The HelmReleases that wait for it.</returns>
    public IReadOnlyList<NamespacedName> Changed(string value)
    {
        lock (_gate)
        {
            if (_awaited.Count == 0)
            {
                return [];
            }

            NamespacedName[] waiting = [.. _awaited.Where(entry => entry.Value.Contains(value)).Select(entry => entry.Key)];
            _changed.UnionWith(waiting);
            return waiting;
        }
    }

    /// <summary>Nobody waits any more.</summary>
    public void Forget(NamespacedName release)
    {
        lock (_gate)
        {
            _awaited.Remove(release);
            _changed.Remove(release);
        }
    }
}
