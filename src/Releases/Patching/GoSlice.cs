using System.Numerics;

namespace Steersman.Releases.Patching;

/// <summary>
/// A Go slice over a list that was decoded from JSON: what is written into it shows in the list until it outgrows the list's array. Kubernetes' library asks
/// a list for its order after it has deleted from it and appended to it, so that what the array then holds decides the order of the result.
/// </summary>
internal sealed class GoSlice(List<object?> list)
{
    // Go doubles the room of a list while it decodes one.
    private readonly int _room = list.Count == 0 ? 0 : (int)BitOperations.RoundUpToPowerOf2((uint)list.Count);
    private readonly List<object?> _items = [.. list];
    private bool _isOwn;

    /// <summary>The elements of the slice.</summary>
    public List<object?> Items => _items;

    public void Set(int index, object? value)
    {
        _items[index] = value;
        Show(index);
    }

    public void RemoveAt(int index)
    {
        _items.RemoveAt(index);
        for (int at = index; at < _items.Count; at++)
        {
            Show(at);
        }
    }

    public void Add(params ReadOnlySpan<object?> values)
    {
        _isOwn |= _items.Count + values.Length > _room;
        foreach (object? value in values)
        {
            _items.Add(value);
            Show(_items.Count - 1);
        }
    }

    /// <summary>Drops repetitions; the last element takes the place of one that goes, as in Kubernetes' library.</summary>
    public void Distinct()
    {
        for (int first = 0; first < _items.Count - 1; first++)
        {
            for (int second = first + 1; second < _items.Count; second++)
            {
                if (Equals(_items[first], _items[second]))
                {
                    Set(second--, _items[^1]);
                    _items.RemoveAt(_items.Count - 1);
                }
            }
        }
    }

    private void Show(int index)
    {
        if (!_isOwn && index < list.Count)
        {
            list[index] = _items[index];
        }
    }
}
