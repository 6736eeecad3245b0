using System.Text;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Times;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Toml;

/// <content>Values.</content>
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

    private static string RuneOrEnd(int rune) => rune == TomlLexer.End ? "end of file" : $"'{new Rune(rune)}'";

    private Value ReadValue(bool isInArray, out bool isArray)
    {
        isArray = false;
        _lexer.SkipBlanks();
        int start = _lexer.Position;
        int rune = _lexer.Next();
        switch (rune)
        {
            case >= '0' and <= '9':
                return ReadNumberOrDate(start, rune);
            case '[':
                isArray = true;
                return Value.FromList(ReadArray());
            case '{':
                return Value.FromMap(ReadInlineTable(isInArray));
            case '"' or '\'':
                return Value.FromString(ReadString(rune));
            case '.':
                _lexer.Fail("floats must start with a digit, not '.'");
                break;
            case 'i' or 'n' when (_lexer.Accept('n') && _lexer.Accept('f')) || (_lexer.Accept('a') && _lexer.Accept('n')):
                return ParseFloat(_lexer.Since(start));
            case '-' or '+':
                return ReadSigned(start);
        }

        if (Rune.IsLetter(new Rune(rune)))
        {
            _lexer.Back();
            return ReadBool();
        }

        if (rune == TomlLexer.End)
        {
            _lexer.Fail("unexpected EOF; expected value");
        }

        string message = $"expected value but found {Quoted(rune)} instead";
        if (rune == '\n')
        {
            _lexer.FailBefore(message);
        }

        _lexer.Fail(message);
        return default;
    }

    private string ReadString(int quote)
    {
        if (_lexer.Accept(quote))
        {
            if (_lexer.Accept(quote))
            {
                return quote == '"' ? _strings.ReadMultiline() : _strings.ReadRawMultiline();
            }

            return "";
        }

        return quote == '"' ? _strings.ReadBasic() : _strings.ReadRaw();
    }

    private Value ReadBool()
    {
        int start = _lexer.Position;
        while (Rune.IsLetter(new Rune(_lexer.Peek())))
        {
            _ = _lexer.Next();
        }

        string word = _lexer.Since(start);
        if (word is not ("true" or "false"))
        {
            _lexer.Fail($"expected value but found {GoQuote.Quote(word)} instead");
        }

        return Value.FromBool(word == "true");
    }

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

    private ValueList ReadArray()
    {
        Enter();
        SetType(_currentKey, isArray: true);
        ValueList list = new();
        while (SkipToItem(','))
        {
            list.Add(ReadValue(isInArray: true, out _));
            int rune = NextPastSpace();
            if (rune == ']')
            {
                _depth--;
                return list;
            }

            if (rune != ',')
            {
                _lexer.Fail($"expected a comma (',') or array terminator (']'), but got {RuneOrEnd(rune)}");
            }
        }

        _depth--;
        return list;

        bool SkipToItem(char comma)
        {
            int rune = NextPastSpace();
            if (rune == comma)
            {
                _lexer.Fail("unexpected comma");
            }

            if (rune == ']')
            {
                return false;
            }

            _lexer.Back();
            return true;
        }
    }

    private ValueMap ReadInlineTable(bool isInArray)
    {
        Enter();
        ValueMap table = new();
        List<string> outerContext = _context;
        string outerKey = _currentKey;
        _context = [.. _context, _currentKey];
        _currentKey = "";
        List<string> context = _context;
        CheckLength(context);
        _implicits.Add(TomlKey.Join(context));
        AddContext(context, isInArray);
        context = _context;
        while (SkipToEntry())
        {
            List<string> key = ReadKey();
            EnterKey(key);
            Value value = ReadValue(isInArray: false, out bool isArray);
            SetValue(_currentKey, value);
            SetType(_currentKey, isArray);
            Put(table, key, value);
            _context = context;
            int rune = NextPastSpace();
            if (rune == '}')
            {
                break;
            }

            if (rune != ',')
            {
                _lexer.Fail($"expected a comma or an inline table terminator '}}', but got {RuneOrEnd(rune)} instead");
            }
        }

        _context = outerContext;
        _currentKey = outerKey;
        _depth--;
        return table;

        bool SkipToEntry()
        {
            int rune = NextPastSpace();
            if (rune == ',')
            {
                _lexer.Fail("unexpected comma");
            }

            if (rune == '}')
            {
                return false;
            }

            _lexer.Back();
            return true;
        }
    }

    private void Put(ValueMap table, List<string> key, in Value value)
    {
        foreach (string part in key.Take(key.Count - 1))
        {
            if (!table.TryGetValue(part, out Value inner))
            {
                inner = Value.FromMap(new ValueMap());
                table[part] = inner;
            }

            table = inner.TryGetMap(out ValueMap? map) ? map : throw Refused($"{GoQuote.Quote(string.Join(' ', _context))} is not a table");
        }

        table[key[^1]] = value;
    }

    /// <summary>The next character that is neither white space nor in a comment.</summary>
    private int NextPastSpace()
    {
        while (true)
        {
            int rune = _lexer.Next();
            if (rune == '#')
            {
                SkipComment();
            }
            else if (rune is not (' ' or '\t' or '\n' or '\r'))
            {
                return rune;
            }
        }
    }

    private void Enter()
    {
        if (++_depth > TomlTypes.MaxDepth)
        {
            _lexer.Fail($"exceeded max depth of {TomlTypes.MaxDepth}");
        }
    }
}
