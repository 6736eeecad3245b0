using Steersman.GoTemplate.Formatting;

namespace Steersman.Helm.Engine;

/// <summary>Reads glob patterns: <c>* ** ? [abc] [a-z] [!a] {a,b} \</c>. An alternative that is not closed is closed by the end.</summary>
internal sealed class GlobParser(string pattern)
{
    private readonly List<GlobNode> _nodes = [];
    private readonly Stack<OpenAlternatives> _open = [];
    private int _position;

    /// <summary>The pattern; null where it is malformed.</summary>
    public GlobPattern? Parse()
    {
        while (_position < pattern.Length)
        {
            if (!Next())
            {
                return null;
            }
        }

        while (_open.Count > 0)
        {
            Close();
        }

        return new GlobPattern([.. _nodes]);
    }

    private bool Next()
    {
        int rune = Read();
        switch (rune)
        {
            case '{':
                Open();
                return true;
            case ',' when _open.Count > 0:
                Separate();
                return true;
            case '}' when _open.Count > 0:
                Close();
                return true;
            case '[':
                return Brackets();
            case '?':
                _nodes.Add(new GlobNode(GlobKind.Single));
                return true;
            case '*':
                bool isSuper = _position < pattern.Length && pattern[_position] == '*';
                _position += isSuper ? 1 : 0;
                _nodes.Add(new GlobNode(isSuper ? GlobKind.Super : GlobKind.Any));
                return true;
            case '\\':
                if (_position < pattern.Length)
                {
                    AddRune(Read());
                }

                return true;
            default:
                AddRune(rune);
                return true;
        }
    }

    private bool Brackets()
    {
        bool isNegated = _position < pattern.Length && pattern[_position] == '!';
        _position += isNegated ? 1 : 0;
        if (_position >= pattern.Length)
        {
            return false;
        }

        int first = _position;
        int low = Read();
        if (_position < pattern.Length && pattern[_position] == '-')
        {
            _position++;
            if (_position + 1 >= pattern.Length)
            {
                return false;
            }

            int high = Read();
            if (high < low || _position >= pattern.Length || pattern[_position++] != ']')
            {
                return false;
            }

            _nodes.Add(new GlobNode(GlobKind.Range) { Low = low, High = high, IsNegated = isNegated });
            return true;
        }

        _position = first;
        List<int> runes = [];
        while (_position < pattern.Length)
        {
            int rune = Read();
            if (rune == ']')
            {
                _nodes.Add(new GlobNode(GlobKind.List) { Runes = runes, IsNegated = isNegated });
                return runes.Count > 0;
            }

            if (rune == '\\' && _position < pattern.Length)
            {
                rune = Read();
            }

            runes.Add(rune);
        }

        return false;
    }

    private void Open()
    {
        _open.Push(new OpenAlternatives(_nodes.Count));
        _nodes.Add(new GlobNode(GlobKind.Split));
    }

    private void Separate()
    {
        _open.Peek().Ends.Add(_nodes.Count);
        _nodes.Add(new GlobNode(GlobKind.Jump));
    }

    private void Close()
    {
        OpenAlternatives closed = _open.Pop();
        _nodes[closed.Split] = new GlobNode(GlobKind.Split) { Targets = [closed.Split + 1, .. closed.Ends.Select(static end => end + 1)] };
        foreach (int end in closed.Ends)
        {
            _nodes[end] = new GlobNode(GlobKind.Jump) { Targets = [_nodes.Count] };
        }
    }

    private void AddRune(int rune) => _nodes.Add(new GlobNode(GlobKind.Rune) { Low = rune });

    private int Read()
    {
        int rune = GoUnicode.Decode(pattern.AsSpan(_position), out int length);
        _position += length;
        return rune;
    }

    private sealed record OpenAlternatives(int Split)
    {
        public List<int> Ends { get; } = [];
    }
}
