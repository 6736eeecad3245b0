using System.Globalization;
using System.Text;

namespace Steersman.GoTemplate.Json;

// Strings and their escapes.
internal ref partial struct GoJsonParser
{
    private string ReadString()
    {
        int start = ++_pos;
        int found = _text[_pos..].IndexOfAny(StringStops);
        if (found >= 0 && _text[_pos + found] == '"')
        {
            _pos += found + 1;
            return new string(_text.Slice(start, found));
        }

        StringBuilder value = new();
        while (found >= 0)
        {
            value.Append(_text.Slice(_pos, found));
            _pos += found;
            char c = _text[_pos];
            if (c == '"')
            {
                _pos++;
                return value.ToString();
            }

            if (c == '\\')
            {
                ReadEscape(value);
            }
            else if (c < ' ')
            {
                throw Unexpected("in string literal");
            }
            else if (char.IsHighSurrogate(c) && _pos + 1 < _text.Length && char.IsLowSurrogate(_text[_pos + 1]))
            {
                value.Append(_text.Slice(_pos, 2));
                _pos += 2;
            }
            else
            {
                value.Append('\uFFFD');    // a byte that is no UTF-8
                _pos++;
            }

            found = _text[_pos..].IndexOfAny(StringStops);
        }

        throw EndOfInput();
    }

    private void ReadEscape(StringBuilder value)
    {
        _pos++;
        char c = At();
        switch (c)
        {
            case '"' or '\\' or '/':
                value.Append(c);
                break;
            case 'b':
                value.Append('\b');
                break;
            case 'f':
                value.Append('\f');
                break;
            case 'n':
                value.Append('\n');
                break;
            case 'r':
                value.Append('\r');
                break;
            case 't':
                value.Append('\t');
                break;
            case 'u':
                char unit = ReadHex();
                if (char.IsHighSurrogate(unit) && PeekLowSurrogate() is { } low)
                {
                    value.Append(unit).Append(low);
                    return;
                }

                value.Append(char.IsSurrogate(unit) ? '\uFFFD' : unit);
                return;
            default:
                throw UnexpectedOrSpace("in string escape code");
        }

        _pos++;
    }

    private char ReadHex()
    {
        int unit = 0;
        for (int count = 0; count < 4; count++)
        {
            _pos++;
            if (!char.IsAsciiHexDigit(At()))
            {
                throw UnexpectedOrSpace("in \\u hexadecimal character escape");
            }

            unit = (unit << 4) | (char.IsAsciiDigit(At()) ? At() - '0' : (At() | 0x20) - 'a' + 10);
        }

        _pos++;
        return (char)unit;
    }

    /// <summary>The low half of a pair of <c>\u</c> escapes, taken if it is there.</summary>
    private char? PeekLowSurrogate()
    {
        if (At() != '\\' || _pos + 5 >= _text.Length || _text[_pos + 1] != 'u'
            || !ushort.TryParse(_text.Slice(_pos + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit) || !char.IsLowSurrogate((char)unit))
        {
            return null;
        }

        _pos += 6;
        return (char)unit;
    }
}
