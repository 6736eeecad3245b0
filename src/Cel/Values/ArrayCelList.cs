namespace Steersman.Cel.Values;

/// <summary>A list of values that are there already.</summary>
internal sealed class ArrayCelList(IReadOnlyList<CelValue> elements) : CelList
{
    public override int Count => elements.Count;

    public override CelValue this[int index] => elements[index];
}
