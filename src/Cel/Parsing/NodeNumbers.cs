namespace Steersman.Cel.Parsing;

/// <summary>Numbers of nodes and where they begin in the source, given out in cel-go's order: some of its messages show them.</summary>
internal sealed class NodeNumbers
{
    private const int Nowhere = -1;

    private readonly List<int> _offsets = [Nowhere];

    /// <summary>Gives a number to what begins at a place.</summary>
    /// <exception cref="NodeLimitException">There are too many nodes.</exception>
    public int Next(int offset)
    {
        if (_offsets.Count > ParseLimits.Nodes)
        {
            throw new NodeLimitException();
        }

        _offsets.Add(offset);
        return _offsets.Count - 1;
    }

    /// <summary>Where a node begins, in code points; negative where that is not known.</summary>
    public int OffsetOf(int id) => id > 0 && id < _offsets.Count ? _offsets[id] : Nowhere;

    /// <summary>Takes a number back: it is given again when it was the last.</summary>
    public void Delete(int id)
    {
        if (id == _offsets.Count - 1)
        {
            _offsets.RemoveAt(id);
        }
        else if (id > 0)
        {
            _offsets[id] = Nowhere;
        }
    }
}
