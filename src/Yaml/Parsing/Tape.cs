using System.Buffers;

namespace Steersman.Yaml.Parsing;

/// <summary>The nodes of one document in document order, in one rented array: what go-yaml has as a tree. Not safe for use by several threads.</summary>
internal sealed class Tape(string text) : IDisposable
{
    private TapeNode[] _nodes = ArrayPool<TapeNode>.Shared.Rent(Math.Clamp(text.Length / 16, 16, 4096));

    public int Count { get; private set; }

    public ref TapeNode this[int index] => ref _nodes[index];

    public int Add(in TapeNode node)
    {
        if (Count == _nodes.Length)
        {
            TapeNode[] larger = ArrayPool<TapeNode>.Shared.Rent(Count * 2);
            _nodes.AsSpan(0, Count).CopyTo(larger);
            ArrayPool<TapeNode>.Shared.Return(_nodes, clearArray: true);
            _nodes = larger;
        }

        _nodes[Count] = node;
        return Count++;
    }

    /// <summary>The characters of a scalar.</summary>
    public ReadOnlySpan<char> Value(in TapeNode node) => node.Text ?? text.AsSpan(node.Start, node.Length);

    /// <summary>Empties the tape for the next document of the stream.</summary>
    public void Clear()
    {
        _nodes.AsSpan(0, Count).Clear();
        Count = 0;
    }

    public void Dispose()
    {
        ArrayPool<TapeNode>.Shared.Return(_nodes, clearArray: true);
        _nodes = [];
        Count = 0;
    }
}
