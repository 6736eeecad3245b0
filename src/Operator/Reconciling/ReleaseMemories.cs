using System.Collections.Concurrent;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Operator.Reconciling;

/// <summary>The memories of all releases. Thread-safe; each memory belongs to the worker that holds its key.</summary>
internal sealed class ReleaseMemories(Action<NamespacedName> forgotten)
{
    private readonly ConcurrentDictionary<NamespacedName, ReleaseMemory> _memories = new();

    public ReleaseMemory Get(NamespacedName key) => _memories.GetOrAdd(key, _ => new ReleaseMemory());

    public void Forget(NamespacedName key)
    {
        _memories.TryRemove(key, out _);
        forgotten(key);
    }
}
