using System.Text;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Times;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Toml;

/// <content>Numbers and dates.</content>
internal sealed partial class TomlParser
{
    private static readonly (string Layout, GoLocation Location)[] DateLayouts =
    [
        ("2006-01-02T15:04:05.999999999Z07:00", GoLocation.Local),
        ("2006-01-02T15:04:05.999999999", TomlTypes.LocalDateTime),
        ("2006-01-02", TomlTypes.LocalDate),
        ("15:04:05.999999999", TomlTypes.LocalTime),
        ("2006-01-02T15:04Z07:00", GoLocation.Local),
        ("2006-01-02T15:04", TomlTypes.LocalDateTime),
        ("15:04", TomlTypes.LocalTime),
    ];

    private Value ReadSigned(int start)
    {
        int rune = _lexer.Next();
        switch (rune)
        {
            case 'i' or 'n':
                if (!_lexer.Accept(rune == 'i' ? 'n' : 'a') || !_lexer.Accept(rune == 'i' ? 'f' : 'n'))
                {
                    _lexer.Fail($"invalid float: '{_lexer.Since(start)}'");
                }

                return ParseFloat(_lexer.Since(start));
            case '0' when _lexer.Peek() is 'b' or 'o' or 'x':
                _lexer.Fail($"cannot use sign with non-decimal numbers: '{_lexer.Since(start)}{(char)_lexer.Peek()}'");
                break;
            case '.':
                _lexer.Fail("floats must start with a digit, not '.'");
                break;
            case < '0' or > '9':
                _lexer.Fail($"expected a digit but got {Quoted(rune)}");
                break;
        }

        return ReadDecimal(start);
    }

    private Value ReadNumberOrDate(int start, int first)
    {
        if (first == '0')
        {
            switch (_lexer.Peek())
            {
                case 'b':
                    return ReadBased(start, "a binary", static c => c is '0' or '1');
                case 'o':
                    return ReadBased(start, "an octal", static c => c is >= '0' and <= '7');
                case 'x':
                    return ReadBased(start, "a hexadecimal", static c => c < 0x80 && char.IsAsciiHexDigit((char)c));
                case '_':
                    return ReadDecimal(start);
            }
        }

        SkipWhile(static c => c is >= '0' and <= '9');
        switch (_lexer.Peek())
        {
            case '-' or ':':
                SkipWhile(static c => c is (>= '0' and <= '9') or '-' or ':' or 'T' or 't' or ' ' or '.' or 'Z' or 'z' or '+');
                return ParseDate(_lexer.Since(start).Trim(' '));
            default:
                return ReadDecimal(start);
        }
    }

    private Value ReadBased(int start, string kind, Func<int, bool> isDigit)
    {
        _ = _lexer.Next();
        if (!isDigit(_lexer.Peek()))
        {
            _lexer.Fail($"not {kind} number: '{_lexer.Since(start)}{new Rune(_lexer.Peek())}'");
        }

        SkipWhile(c => c == '_' || isDigit(c));
        return ParseInteger(_lexer.Since(start));
    }

    private Value ReadDecimal(int start)
    {
        SkipWhile(static c => c is (>= '0' and <= '9') or '_');
        if (_lexer.Peek() is not ('.' or 'e' or 'E'))
        {
            return ParseInteger(_lexer.Since(start));
        }

        SkipWhile(static c => c is (>= '0' and <= '9') or '_' or '.' or '-' or '+' or 'e' or 'E');
        return ParseFloat(_lexer.Since(start));
    }

    private void SkipWhile(Func<int, bool> isWanted)
    {
        while (isWanted(_lexer.Peek()))
        {
            _ = _lexer.Next();
        }
    }

    private Value ParseInteger(string text)
    {
        if (!AreUnderscoresWell(text))
        {
            FailHere($"Invalid integer {GoQuote.Quote(text)}: underscores must be surrounded by digits");
        }

        if (HasLeadingZero(text))
        {
            FailHere($"Invalid integer {GoQuote.Quote(text)}: cannot have leading zeroes");
        }

        if (GoNumber.ParseInt(text, 0, 64, out long value) != NumberError.None)
        {
            FailHere($"{text} is out of range for int64");
        }

        return Value.FromInt64(value);
    }

    private Value ParseFloat(string text)
    {
        string[] parts = text.Split('.', 'e', 'E').Where(part => part.Length > 0).ToArray();
        if (!parts.All(AreUnderscoresWell))
        {
            FailHere($"Invalid float {GoQuote.Quote(text)}: underscores must be surrounded by digits");
        }

        if (parts.Length > 0 && HasLeadingZero(parts[0]))
        {
            FailHere($"Invalid float {GoQuote.Quote(text)}: cannot have leading zeroes");
        }

        for (int point = text.IndexOf('.', StringComparison.Ordinal); point >= 0; point = text.IndexOf('.', point + 1))
        {
            if (point + 1 == text.Length || !char.IsAsciiDigit(text[point + 1]))
            {
                FailHere($"Invalid float {GoQuote.Quote(text)}: '.' must be followed by one or more digits");
            }
        }

        if (text is "nan" or "+nan" or "-nan")
        {
            return Value.FromFloat64(BitConverter.Int64BitsToDouble(text[0] == '-' ? unchecked((long)0xFFF8000000000001) : 0x7FF8000000000001));
        }

        NumberError error = GoNumber.ParseFloat(text.Replace("_", "", StringComparison.Ordinal), 64, out double value);
        if (error != NumberError.None)
        {
            FailHere(error == NumberError.Range ? $"{text} is out of range for float64" : $"Invalid float value: {GoQuote.Quote(text)}");
        }

        return Value.FromFloat64(value);
    }

    private Value ParseDate(string text)
    {
        text = text.Replace('z', 'Z').Replace('t', 'T').Replace(' ', 'T');
        foreach ((string layout, GoLocation location) in DateLayouts)
        {
            if (GoTime.Parse(layout, text, location, out GoTime time) is null && !IsLeadingZeroMissing(text, layout))
            {
                return GoTimeValue.Of(time);
            }
            else if (GoTime.Parse(layout, text, location, out _) is null)
            {
                break;
            }
        }

        FailHere($"invalid datetime: {GoQuote.Quote(text)}");
        return default;
    }

    /// <summary>Go takes numbers without their leading zero; the separators then stand elsewhere than in the layout.</summary>
    private static bool IsLeadingZeroMissing(string text, string layout)
    {
        for (int index = 0; index < layout.Length; index++)
        {
            char c = layout[index];
            if (c is '.' or 'Z')
            {
                return false;
            }

            if (!char.IsAsciiDigit(c) && text[index] != c)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasLeadingZero(string text) =>
        (text.Length > 1 && text[0] == '0' && text[1] is not ('b' or 'o' or 'x')) || (text.Length > 2 && text[0] is '-' or '+' && text[1] == '0');

    private static bool AreUnderscoresWell(string text)
    {
        if (text is "nan" or "+nan" or "-nan" or "inf" or "-inf" or "+inf")
        {
            return true;
        }

        bool isWell = false;
        foreach (char c in text)
        {
            if (c == '_' && !isWell)
            {
                return false;
            }

            isWell = char.IsAsciiHexDigit(c);
        }

        return isWell;
    }

    private void FailHere(string message) => _lexer.Fail(_lexer.Line, message);
}
