using System.Runtime.CompilerServices;
using System.Text;

namespace Steersman.Yaml.Outline;

/// <summary>
/// Goes through a document line by line, with the collections that are open as its only state. What it follows, <see cref="Scanning.YamlScanner"/> and <see cref="Parsing.YamlParser"/> accept with the
/// same structure; at anything else it gives up.
/// </summary>
internal ref partial struct OutlineReader
{
    public const int MaxDepth = 128;

    /// <summary>Shorter than libyaml allows.</summary>
    private const int LongestKey = 512;

    /// <summary>Shorter than an integer that needs 64 bits, in any notation: such a key is an error.</summary>
    private const int LongestNumericKey = 16;

    private readonly ReadOnlySpan<char> _text;
    private readonly ReadOnlySpan<string> _wanted;
    private readonly Span<Level> _levels;
    private List<Range>? _picked;
    private int _pickedFrom = -1;
    private int _depth;

    /// <summary>The last key or dash has no value yet.</summary>
    private bool _isPending;

    /// <summary>Start of the next line.</summary>
    private int _next;

    /// <summary>End of the line that is read: its line feed, or the end of the text.</summary>
    private int _lineEnd;

    public OutlineReader(ReadOnlySpan<char> text, ReadOnlySpan<string> wanted, Span<Level> levels)
    {
        _text = text;
        _wanted = wanted;
        _levels = levels;
    }

    /// <summary>True where the whole document was understood; its root then is a map, or it holds nothing but comments.</summary>
    public bool TryRead()
    {
        while (_next < _text.Length)
        {
            int start = _next;
            int at = SkipSpaces(start);
            if (at < _text.Length && _text[at] != '\n' && !TryReadLine(start, at))
            {
                return false;
            }

            _next = Math.Max(_next, at + 1);
        }

        EndEntry(_text.Length);
        return true;
    }

    /// <summary>The wanted entries.</summary>
    public readonly string Picked(string document)
    {
        if (_picked is not { Count: > 1 })
        {
            return _picked is null ? "" : document[_picked[0]];
        }

        StringBuilder text = new();
        foreach (Range range in _picked)
        {
            text.Append(_text[range]);
        }

        return text.ToString();
    }

    private bool TryReadLine(int start, int at)
    {
        if (!TryFindLineEnd(at))
        {
            return false;
        }

        _next = _lineEnd + 1;
        char c = _text[at];
        if (c == '#')
        {
            return true;
        }

        while (c == '-' && IsBlankOrEnd(at + 1))
        {
            if (!TryOpenSequence(at - start))
            {
                return false;
            }

            at = SkipSpaces(at + 1);
            if (at >= _lineEnd || _text[at] == '#')
            {
                return true;
            }

            c = _text[at];
        }

        return TryFindKey(at, out int keyEnd, out int colon) ? TryReadEntry(start, at, keyEnd, colon) : TryReadLoneScalar(at - start, at);
    }

    private bool TryReadEntry(int start, int at, int keyEnd, int colon)
    {
        int column = at - start;
        if (!TryOpenMap(column))
        {
            return false;
        }

        if (_depth == 1)
        {
            EndEntry(start);
            BeginEntry(start, _text[at..keyEnd]);
        }

        _isPending = true;
        int value = SkipSpaces(colon + 1);
        return value >= _lineEnd || _text[value] == '#' || TryReadValue(value, column);
    }

    /// <summary>A scalar alone in its line, or behind a dash.</summary>
    private bool TryReadLoneScalar(int column, int at) =>
        _isPending && column > _levels[_depth - 1].Column && TryReadValue(at, _levels[_depth - 1].Column);

    private bool TryOpenSequence(int column)
    {
        Close(column);
        if (_depth == 0)
        {
            return false;
        }

        Level top = _levels[_depth - 1];
        if (top.Column != column || !top.IsSequence)
        {
            // The dashes of a map's value may stand below its key.
            if (!_isPending || _depth == MaxDepth)
            {
                return false;
            }

            _levels[_depth++] = new Level(column, IsSequence: true);
        }

        _isPending = true;
        return true;
    }

    private bool TryOpenMap(int column)
    {
        Close(column);
        if (_depth > 1 && _levels[_depth - 1] is { IsSequence: true } top && top.Column == column && _levels[_depth - 2].Column == column)
        {
            _depth--;
            _isPending = false;
        }

        if (_depth > 0 && _levels[_depth - 1].Column == column)
        {
            return !_levels[_depth - 1].IsSequence;
        }

        if (_depth == 0 ? column > 0 : !_isPending || _depth == MaxDepth)
        {
            return false;
        }

        _levels[_depth++] = new Level(column, IsSequence: false);
        return true;
    }

    /// <summary>Closes what is indented more.</summary>
    private void Close(int column)
    {
        while (_depth > 0 && _levels[_depth - 1].Column > column)
        {
            _depth--;
            _isPending = false;
        }
    }

    private void BeginEntry(int start, ReadOnlySpan<char> key)
    {
        key = key[0] is '"' or '\'' ? key[1..^1] : key.TrimEnd(' ');
        foreach (string wanted in _wanted)
        {
            if (key.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            {
                _pickedFrom = start;
                return;
            }
        }
    }

    private void EndEntry(int end)
    {
        if (_pickedFrom >= 0)
        {
            if (_picked is [.., Range last] && last.End.Value == _pickedFrom)
            {
                _picked[^1] = last.Start..end;
            }
            else
            {
                (_picked ??= new(2)).Add(_pickedFrom..end);
            }

            _pickedFrom = -1;
        }
    }

    private readonly int SkipSpaces(int at)
    {
        int found = _text[Math.Min(at, _text.Length)..].IndexOfAnyExcept(' ');
        return found < 0 ? _text.Length : at + found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool IsBlankOrEnd(int at) => at >= _lineEnd || _text[at] == ' ';

    /// <summary>Finds the end of the line; false where the line holds what might be refused, or might be more than one.</summary>
    private bool TryFindLineEnd(int at)
    {
        while (true)
        {
            int found = _text[at..].IndexOfAnyExceptInRange(' ', '~');
            if (found < 0)
            {
                _lineEnd = _text.Length;
                return true;
            }

            at += found;
            char c = _text[at];
            if (c == '\n')
            {
                _lineEnd = at;
                return true;
            }

            if (!IsHarmless(c))
            {
                return false;
            }

            at++;
        }
    }

    /// <summary>Beyond ASCII: no control, no line break, no half of a pair, no byte order mark, no non-character.</summary>
    private static bool IsHarmless(char c) => c is >= '\u00A0' and < '\uD800' and not ('\u2028' or '\u2029') or >= '\uE000' and < '\uFEFF';
}
