using System.Collections;

namespace Steersman.Kubernetes.Controller.Reconciliation;

/// <summary>What every log line of a reconcile carries.</summary>
internal sealed record ReconcileScope(string Controller, string Key, long ReconcileId) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 3;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Controller", Controller),
        1 => new("Key", Key),
        2 => new("ReconcileId", ReconcileId),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
