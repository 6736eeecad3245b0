namespace Steersman.Kubernetes.Controller.Queues;

/// <summary>Keys in the order in which they are handed out: urgent ones first, but some of the others among them, so that these are never starved. Not thread-safe.</summary>
internal sealed class ReadyKeys<TKey>
    where TKey : notnull
{
    // After so many urgent keys in a row one of the others has its turn.
    private const int UrgentInRow = 4;

    private readonly Queue<TKey> _urgent = [];
    private readonly Queue<TKey> _others = [];

    /// <summary>Keys that went from the others to the urgent ones; their first entry among the others is void.</summary>
    private readonly HashSet<TKey> _promoted = [];
    private int _inRow;

    public int Count => _urgent.Count + _others.Count - _promoted.Count;

    public void Enqueue(TKey key, bool isUrgent) => (isUrgent ? _urgent : _others).Enqueue(key);

    /// <summary>Makes a key urgent that is here and is not.</summary>
    public void Promote(TKey key)
    {
        _promoted.Add(key);
        _urgent.Enqueue(key);
    }

    public bool TryDequeue([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TKey key)
    {
        DropVoid();
        bool isUrgent = _urgent.Count > 0 && (_inRow < UrgentInRow || _others.Count == 0);
        _inRow = isUrgent ? _inRow + 1 : 0;
        return (isUrgent ? _urgent : _others).TryDequeue(out key);
    }

    private void DropVoid()
    {
        while (_others.TryPeek(out TKey? first) && _promoted.Remove(first))
        {
            _others.Dequeue();
        }
    }
}
