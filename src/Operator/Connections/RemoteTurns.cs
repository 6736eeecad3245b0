namespace Steersman.Operator.Connections;

/// <summary>How many workers may be at one remote cluster at a time: where it stops answering they wait for it, and others must be left. Thread-safe.</summary>
/// <param name="limit">The most of them.</param>
internal sealed class RemoteTurns(int limit)
{
    private int _taken;

    /// <summary>Takes a turn; false where none is left.</summary>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= limit)
        {
            return true;
        }

        Interlocked.Decrement(ref _taken);
        return false;
    }

    /// <summary>Gives a turn back.</summary>
    public void Return() => Interlocked.Decrement(ref _taken);
}
