using Steersman.GoTemplate.Values;

namespace Steersman.Sprig;

/// <summary>Values of which none is deeply equal to another; scalars and texts are found by hash.</summary>
/// <param name="stop">Ends a search.</param>
internal sealed class DeepSet(CancellationToken stop)
{
    private readonly Dictionary<int, List<Value>> _buckets = [];

    public bool Contains(in Value value)
    {
        if (_buckets.TryGetValue(DeepEquality.HashOf(value), out List<Value>? bucket))
        {
            foreach (Value item in bucket)
            {
                stop.ThrowIfCancellationRequested();
                if (DeepEquality.Of(value, item))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Adds a value; false where it is there.</summary>
    public bool Add(in Value value)
    {
        if (Contains(value))
        {
            return false;
        }

        int hash = DeepEquality.HashOf(value);
        if (!_buckets.TryGetValue(hash, out List<Value>? bucket))
        {
            _buckets[hash] = bucket = [];
        }

        bucket.Add(value);
        return true;
    }
}
