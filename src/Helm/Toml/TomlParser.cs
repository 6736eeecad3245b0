using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Toml;

/// <summary>Reads TOML into values: lexer and parser of github.com/BurntSushi/toml (lex.go, parse.go), with their error texts.</summary>
internal sealed partial class TomlParser
{
    /// <summary>For how many the library makes room in an array, and in one of tables; <c>slice</c> shows it.</summary>
    private const int ArrayReserved = 2;
    private const int TablesReserved = 4;

    private readonly TomlLexer _lexer;
    private readonly TomlStrings _strings;
    private readonly ValueMap _root = new();

    /// <summary>Tables that only keys below them made so far; by their full key.</summary>
    private readonly HashSet<string> _implicits = new(StringComparer.Ordinal);

    /// <summary>Full keys whose value is an array written in brackets.</summary>
    private readonly HashSet<string> _arrays = new(StringComparer.Ordinal);

    private List<string> _context = [];
    private string _currentKey = "";
    private int _keyLine;
    private int _depth;

    private TomlParser(string text)
    {
        _lexer = new TomlLexer(text) { LastKey = Current };
        _strings = new TomlStrings(_lexer);
    }

    /// <summary>Reads a document: int64, float64, bool, string, time, <c>[]interface {}</c>, <c>[]map[string]interface {}</c> and maps.</summary>
    /// <exception cref="TomlException">The text is no TOML.</exception>
    public static ValueMap Parse(string text)
    {
        if (text.StartsWith('\uFEFF'))
        {
            text = text[1..];
        }
        else if (text.StartsWith("\uDCFF\uDCFE", StringComparison.Ordinal) || text.StartsWith("\uDCFE\uDCFF", StringComparison.Ordinal))
        {
            text = text[2..];
        }

        int null0 = text.IndexOf('\0', StringComparison.Ordinal);
        if (null0 >= 0 && GoString.ByteLength(text.AsSpan(0, null0)) < 6)
        {
            throw new TomlException("toml: line 1: files cannot contain NULL bytes; probably using UTF-16; TOML files must be UTF-8");
        }

        TomlParser parser = new(text);
        while (parser.ReadTopLevel())
        {
        }

        return parser._root;
    }

    /// <summary>The full key that errors name.</summary>
    private string Current()
    {
        string context = TomlKey.Join(_context);
        return _currentKey.Length == 0 ? context : context.Length == 0 ? _currentKey : context + "." + _currentKey;
    }

    private bool ReadTopLevel()
    {
        int rune = _lexer.Next();
        while (rune is ' ' or '\t' or '\n' or '\r')
        {
            rune = _lexer.Next();
        }

        switch (rune)
        {
            case TomlLexer.End:
                return false;
            case '#':
                SkipComment();
                return true;
            case '[':
                ReadTableHeader();
                break;
            default:
                _lexer.Back();
                ReadKeyValue();
                break;
        }

        return ReadTopLevelEnd();
    }

    private bool ReadTopLevelEnd()
    {
        while (true)
        {
            int rune = _lexer.Next();
            switch (rune)
            {
                case ' ' or '\t':
                    continue;
                case '#':
                    SkipComment();
                    return true;
                case '\n' or '\r':
                    return true;
                case TomlLexer.End:
                    return false;
                default:
                    _lexer.Fail($"expected a top-level item to end with a newline, comment, or EOF, but got {Quoted(rune)} instead");
                    break;
            }
        }
    }

    private void SkipComment()
    {
        int rune;
        do
        {
            rune = _lexer.Next();
        }
        while (rune is not ('\n' or '\r' or TomlLexer.End));
        _lexer.Back();
    }

    private void ReadTableHeader()
    {
        bool isArray = _lexer.Accept('[');
        List<string> key = [];
        do
        {
            key.Add(ReadTableName());
            if (key.Count == 1)
            {
                _keyLine = _lexer.Line;
            }

            CheckLength(key);
        }
        while (!ReadTableNameEnd());
        if (isArray)
        {
            int rune = _lexer.Next();
            if (rune != ']')
            {
                _lexer.Fail($"expected end of table array name delimiter ']', but got {Quoted(rune)} instead");
            }
        }

        AddContext(key, isArray);
        SetType("", isArray: false);
    }

    private string ReadTableName()
    {
        _lexer.SkipBlanks();
        switch (_lexer.Peek())
        {
            case ']' or TomlLexer.End:
                _lexer.Fail("unexpected end of table name (table names cannot be empty)");
                return "";
            case '.':
                _lexer.Fail("unexpected table separator (table names cannot be empty)");
                return "";
            default:
                return ReadName();
        }
    }

    /// <summary>True at the closing bracket.</summary>
    private bool ReadTableNameEnd()
    {
        _lexer.SkipBlanks();
        int rune = _lexer.Next();
        if (rune is not ('.' or ']'))
        {
            _lexer.Fail($"expected '.' or ']' to end table name, but got {Quoted(rune)} instead");
        }

        return rune == ']';
    }

    /// <summary>One part of a key: bare (perhaps empty, for the next character to be refused) or quoted.</summary>
    private string ReadName()
    {
        int start = _lexer.Position;
        int rune = _lexer.Peek();
        if (rune is '"' or '\'')
        {
            _ = _lexer.Next();
            return rune == '"' ? _strings.ReadBasic() : _strings.ReadRaw();
        }

        while (_lexer.Peek() is int next && next < 0x80 && TomlKey.IsBare((char)next))
        {
            _ = _lexer.Next();
        }

        return _lexer.Since(start);
    }

    private List<string> ReadKey()
    {
        _lexer.SkipBlanks();
        switch (_lexer.Peek())
        {
            case '=' or TomlLexer.End:
                _lexer.Fail("unexpected '=': key name appears blank");
                break;
            case '.':
                _lexer.Fail("unexpected '.': keys cannot start with a '.'");
                break;
        }

        List<string> key = [];
        while (true)
        {
            key.Add(ReadKeyName());
            if (key.Count == 1)
            {
                _keyLine = _lexer.Line;
            }

            CheckLength(key);
            _lexer.SkipBlanks();
            int rune = _lexer.Next();
            switch (rune)
            {
                case '.':
                    continue;
                case '=':
                    return key;
                case TomlLexer.End:
                    _lexer.Fail("unexpected EOF; expected key separator '='");
                    break;
                case '\n':
                    _lexer.FailBefore($"expected '.' or '=', but got {Quoted(rune)} instead");
                    break;
                default:
                    _lexer.Fail($"expected '.' or '=', but got {Quoted(rune)} instead");
                    break;
            }
        }
    }

    private string ReadKeyName()
    {
        _lexer.SkipBlanks();
        switch (_lexer.Peek())
        {
            case '=' or TomlLexer.End:
                _lexer.Fail("unexpected '='");
                return "";
            case '.':
                _lexer.Fail("unexpected '.'");
                return "";
            default:
                return ReadName();
        }
    }

    private void ReadKeyValue()
    {
        List<string> outer = _context;
        List<string> key = ReadKey();
        EnterKey(key);
        Value value = ReadValue(isInArray: false, out bool isArray);
        SetValue(_currentKey, value);
        SetType(_currentKey, isArray);
        _context = outer;
        _currentKey = "";
    }

    /// <summary>Makes the tables that a dotted key implies, and its last part the current key.</summary>
    private void EnterKey(List<string> key)
    {
        _currentKey = key[^1];
        foreach (string part in key.Take(key.Count - 1))
        {
            List<string> context = [.. _context, part];
            CheckLength(context);
            _implicits.Add(TomlKey.Join(context));
            AddContext(context, isArray: false);
        }
    }

    private void CheckLength(List<string> key)
    {
        if (key.Count > TomlTypes.MaxDepth)
        {
            _lexer.Fail($"key has more than {TomlTypes.MaxDepth} parts");
        }
    }

    private static string Quoted(int rune) => GoTemplate.Formatting.GoQuote.QuoteRune(rune);
}
