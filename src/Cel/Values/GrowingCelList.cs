namespace Steersman.Cel.Values;

/// <summary>What <c>map</c> and <c>filter</c> gather: adding to it changes it, so that a fold over n elements takes n steps.</summary>
internal sealed class GrowingCelList : CelList
{
    private readonly List<CelValue> _elements = [];

    public override int Count => _elements.Count;

    public override CelValue this[int index] => _elements[index];

    public void AddRange(CelList other)
    {
        for (int index = 0, count = other.Count; index < count; index++)
        {
            _elements.Add(other[index]);
        }
    }

    /// <summary>The list as it is now, for good.</summary>
    public CelList Freeze() => new ArrayCelList(_elements);
}
