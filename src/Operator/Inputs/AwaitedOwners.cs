using Steersman.Kubernetes.Client.Objects;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Inputs;

/// <summary>The HelmReleases that wait until another one lets an object go. Thread-safe.</summary>
internal sealed class AwaitedOwners
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NamespacedName, (NamespacedName? Owner, ObjectKey Object)> _awaited = [];

    /// <summary>Takes the HelmReleases that wait no more.</summary>
    public Action<NamespacedName>? OnFreed { get; set; }

    /// <summary>True where nobody waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _awaited.Count == 0;
            }
        }
    }

    /// <summary>From now on it counts that the owner lets the object go. To be called before it is asked whether it has it, so that nothing is missed in between.</summary>
    /// <param name="release">Who waits.</param>
    /// <param name="owner">For whom; null where nobody is known who could tell.</param>
    /// <param name="item">The object.</param>
    public void Await(NamespacedName release, NamespacedName? owner, ObjectKey item)
    {
        lock (_gate)
        {
            _awaited[release] = (owner, item);
        }
    }

    /// <summary>False where the object was let go since, or this process never asked for it.</summary>
    public bool IsWaiting(NamespacedName release)
    {
        lock (_gate)
        {
            return _awaited.ContainsKey(release);
        }
    }

    /// <summary>Takes what a HelmRelease has: whoever waits for something else of it waits no more.</summary>
    /// <param name="owner">The HelmRelease.</param>
    /// <param name="objects">Its objects; none where it is gone.</param>
    public void Holds(NamespacedName owner, IReadOnlyCollection<ObjectKey> objects)
    {
        NamespacedName[] freed;
        lock (_gate)
        {
            freed = [.. _awaited.Where(entry => entry.Value.Owner == owner && !objects.Contains(entry.Value.Object)).Select(entry => entry.Key)];
            foreach (NamespacedName release in freed)
            {
                _awaited.Remove(release);
            }
        }

        foreach (NamespacedName release in freed)
        {
            OnFreed?.Invoke(release);
        }
    }

    /// <summary>The HelmRelease waits for nobody.</summary>
    public void Forget(NamespacedName release)
    {
        lock (_gate)
        {
            _awaited.Remove(release);
        }
    }
}
