using System.Buffers;

namespace Steersman.Yaml.Outline;

/// <content>Keys and values.</content>
internal ref partial struct OutlineReader
{
    private static readonly SearchValues<char> KeyStart = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/$");
    private static readonly SearchValues<char> NoPlainStart = SearchValues.Create(",[]{}#&*!|>'\"%@`?");
    private static readonly SearchValues<char> Escapes = SearchValues.Create("\\\" ntr0abfve");

    /// <summary>Finds the key of an entry that begins here: its end, and the colon behind it.</summary>
    private readonly bool TryFindKey(int at, out int keyEnd, out int colon)
    {
        char first = _text[at];
        if (first is '"' or '\'')
        {
            int length = _text[(at + 1).._lineEnd].IndexOfAny(first, '\\');
            keyEnd = at + length + 2;
            colon = SkipSpaces(keyEnd);
            return length >= 0 && _text[keyEnd - 1] == first && colon < _lineEnd && colon - at <= LongestKey && _text[colon] == ':' && IsBlankOrEnd(colon + 1);
        }

        ReadOnlySpan<char> line = _text[at.._lineEnd];
        keyEnd = at;
        for (int from = 0; ;)
        {
            int found = line[from..].IndexOf(':');
            colon = keyEnd = at + from + found;
            if (found < 0)
            {
                return false;
            }

            if (IsBlankOrEnd(colon + 1))
            {
                return IsPlainKey(line[..(colon - at)]);
            }

            from += found + 1;
        }
    }

    private static bool IsPlainKey(ReadOnlySpan<char> key) =>
        key.Length is > 0 and <= LongestKey
        && KeyStart.Contains(key[0])
        && !key.Contains('#')
        && !(char.IsAsciiDigit(key[0]) && key.Length > LongestNumericKey)
        && !(key[0] is 'n' or 'N' && key.TrimEnd(' ').Equals("null", StringComparison.OrdinalIgnoreCase));

    /// <summary>Goes past a value, to the line behind it.</summary>
    /// <param name="at">Where it begins.</param>
    /// <param name="indent">The column of the collection that it is in.</param>
    private bool TryReadValue(int at, int indent)
    {
        _isPending = false;
        char c = _text[at];
        return c switch
        {
            '|' or '>' => TryReadBlockScalar(at, indent),
            '"' or '\'' => TryReadQuoted(at),
            '[' or '{' => TrySkipFlow(ref at, 0) && IsRestBlank(at),
            '-' or ':' when IsBlankOrEnd(at + 1) => false,
            _ => !NoPlainStart.Contains(c) && !MayBeNonFinite(at) && TryReadPlain(at, indent),
        };
    }

    /// <summary>What JSON cannot hold is an error, of which only the reader can tell.</summary>
    private readonly bool MayBeNonFinite(int at)
    {
        at += _text[at] is '+' or '-' ? 1 : 0;
        ReadOnlySpan<char> rest = _text[at.._lineEnd];
        return rest.StartsWith(".inf", StringComparison.OrdinalIgnoreCase) || rest.StartsWith(".nan", StringComparison.OrdinalIgnoreCase);
    }

    private bool TryReadPlain(int at, int indent)
    {
        while (true)
        {
            if (!TryReadPlainLine(_text[at.._lineEnd], out bool isEnded) || isEnded)
            {
                return isEnded;
            }

            // Lines that are indented more go on with it.
            int start = _next;
            at = SkipSpaces(start);
            while (at < _text.Length && _text[at] == '\n')
            {
                start = at + 1;
                at = SkipSpaces(start);
            }

            _next = start;
            if (at >= _text.Length || at - start <= indent || _text[at] == '#')
            {
                return true;
            }

            if (!TryFindLineEnd(at))
            {
                return false;
            }

            _next = _lineEnd + 1;
        }
    }

    /// <summary>False where a key is in the line.</summary>
    /// <param name="line">The rest of a line.</param>
    /// <param name="isEnded">A comment ends the scalar.</param>
    private static bool TryReadPlainLine(ReadOnlySpan<char> line, out bool isEnded)
    {
        isEnded = false;
        for (int from = 0; ;)
        {
            int found = line[from..].IndexOfAny(':', '#');
            if (found < 0)
            {
                return true;
            }

            found += from;
            if (line[found] == ':' ? found + 1 == line.Length || line[found + 1] == ' ' : found > 0 && line[found - 1] == ' ')
            {
                isEnded = line[found] == '#';
                return isEnded;
            }

            from = found + 1;
        }
    }

    private bool TryReadQuoted(int at)
    {
        char quote = _text[at++];
        while (true)
        {
            ReadOnlySpan<char> rest = _text[at.._lineEnd];
            int found = quote == '"' ? rest.IndexOfAny('"', '\\') : rest.IndexOf('\'');
            if (found < 0)
            {
                int start = _next;
                at = SkipSpaces(start);
                if (at >= _text.Length || (at == start && _text[at] != '\n') || !TryFindLineEnd(at))
                {
                    return false;
                }

                _next = _lineEnd + 1;
                continue;
            }

            at += found + 1;
            if (rest[found] == '\\')
            {
                if (at < _lineEnd && !Escapes.Contains(_text[at++]))
                {
                    return false;
                }
            }
            else if (quote == '\'' && at < _lineEnd && _text[at] == '\'')
            {
                at++;
            }
            else
            {
                return IsRestBlank(at);
            }
        }
    }

    private bool TryReadBlockScalar(int at, int indent)
    {
        int content = 0;
        ReadOnlySpan<char> header = _text[(at + 1).._lineEnd].TrimEnd(' ');
        if (header.IndexOfAnyInRange('1', '9') is >= 0 and int digit)
        {
            content = indent + header[digit] - '0';
            header = digit == 0 ? header[1..] : digit == header.Length - 1 ? header[..^1] : header;
        }

        if (header is not ("" or "-" or "+"))
        {
            return false;
        }

        int widest = 0;
        while (_next < _text.Length)
        {
            int start = _next;
            at = SkipSpaces(start);
            int column = at - start;
            if (at >= _text.Length || _text[at] == '\n')
            {
                widest = Math.Max(widest, column);
                _next = at + 1;
                continue;
            }

            if (content == 0)
            {
                // The first line that is not blank says where the text begins; a blank one that is longer is an error, and so is a tab.
                content = column > indent ? column : int.MaxValue;
                if (widest > column || _text[at] == '\t')
                {
                    return false;
                }
            }

            if (column < content)
            {
                return _text[at] != '\t';
            }

            if (!TryFindTextEnd(at))
            {
                return false;
            }

            _next = _lineEnd + 1;
        }

        return true;
    }

    /// <summary>As <see cref="TryFindLineEnd"/>, in text, where tabs may stand.</summary>
    private bool TryFindTextEnd(int at)
    {
        while (!TryFindLineEnd(at))
        {
            at += _text[at..].IndexOfAnyExceptInRange(' ', '~');
            while (IsHarmless(_text[at]) || _text[at] is >= ' ' and <= '~')
            {
                at++;
            }

            if (_text[at] != '\t')
            {
                return false;
            }

            at++;
        }

        return true;
    }

    /// <summary>True where nothing follows in the line but a comment.</summary>
    private readonly bool IsRestBlank(int at)
    {
        int rest = SkipSpaces(at);
        return rest >= _lineEnd || (rest > at && _text[rest] == '#');
    }
}
