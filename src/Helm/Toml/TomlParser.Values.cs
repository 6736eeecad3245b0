using System.Text;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Toml;

/// <content>Values: strings, bools, arrays and inline tables.</content>
internal sealed partial class TomlParser
{
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

    private ValueList ReadArray()
    {
        Enter();
        SetType(_currentKey, isArray: true);
        ValueList list = new() { Reserved = ArrayReserved };
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
