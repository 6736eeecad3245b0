using System.Buffers;
using System.Globalization;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Json;

/// <summary>Reads JSON into values with the verdicts and error texts of encoding/json's scanner (scanner.go), without recursion.</summary>
internal ref partial struct GoJsonParser(string source)
{
    /// <summary>encoding/json's own limit.</summary>
    private const int MaxDepth = 10_000;

    private static readonly SearchValues<char> StringStops = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    private readonly ReadOnlySpan<char> _text = source;
    private readonly Stack<(Value Container, string? Key)> _open = new();
    private int _pos;
    private string? _rangeError;

    public GoJsonDocument Parse()
    {
        Value root = Value.Nil;
        bool wantsValue = true;
        while (true)
        {
            if (wantsValue)
            {
                Value value = ReadValue(out bool opened);
                if (opened)
                {
                    wantsValue = EnterContainer(value, out Value? closed);
                    if (wantsValue)
                    {
                        continue;
                    }

                    value = closed!.Value;
                }

                root = value;
                wantsValue = false;
            }

            if (_open.Count == 0)
            {
                SkipSpace();
                return _pos == _text.Length ? new GoJsonDocument(root, _rangeError) : throw Unexpected("after top-level value");
            }

            wantsValue = Store(root, out Value container);
            root = wantsValue ? root : container;
        }
    }

    /// <summary>Steps into a container that has just been opened; false where it is empty and thus closed already.</summary>
    private bool EnterContainer(Value container, out Value? closed)
    {
        closed = null;
        SkipSpace();
        if (container.TryGetList(out _))
        {
            if (At() == ']')
            {
                _pos++;
                closed = container;
                return false;
            }

            Push(container, null);
            return true;
        }

        if (At() == '}')
        {
            _pos++;
            closed = container;
            return false;
        }

        Push(container, ReadKey());
        return true;
    }

    private readonly void Push(Value container, string? key) => _open.Push((container, key));

    /// <summary>Puts a value into the innermost container and reads what follows; false where that closes the container.</summary>
    private bool Store(Value value, out Value container)
    {
        (container, string? key) = _open.Pop();
        SkipSpace();
        if (container.TryGetList(out ValueList? list))
        {
            list.Add(value);
            switch (At())
            {
                case ',':
                    _pos++;
                    Push(container, null);
                    return true;
                case ']':
                    _pos++;
                    return false;
                default:
                    throw Unexpected("after array element");
            }
        }

        ((ValueMap)container.Reference!)[key!] = value;
        switch (At())
        {
            case ',':
                _pos++;
                SkipSpace();
                Push(container, ReadKey());
                return true;
            case '}':
                _pos++;
                return false;
            default:
                throw Unexpected("after object key:value pair");
        }
    }

    private string ReadKey()
    {
        if (At() != '"')
        {
            throw Unexpected("looking for beginning of object key string");
        }

        string key = ReadString();
        SkipSpace();
        if (At() != ':')
        {
            throw Unexpected("after object key");
        }

        _pos++;
        return key;
    }

    private Value ReadValue(out bool opened)
    {
        SkipSpace();
        opened = false;
        char c = At();
        switch (c)
        {
            case '{' or '[':
                if (_open.Count >= MaxDepth)
                {
                    throw Unexpected("exceeded max depth");
                }

                _pos++;
                opened = true;
                return c == '{' ? Value.FromMap(new ValueMap()) : Value.FromList(new ValueList { Reserved = 0 });
            case '"':
                return Value.FromString(ReadString());
            case 't':
                ReadLiteral("true");
                return Value.True;
            case 'f':
                ReadLiteral("false");
                return Value.False;
            case 'n':
                ReadLiteral("null");
                return Value.Nil;
            case '-' or (>= '0' and <= '9'):
                return ReadNumber();
            default:
                throw Unexpected("looking for beginning of value");
        }
    }

    private readonly char At() => _pos < _text.Length ? _text[_pos] : '\0';

    private void SkipSpace()
    {
        while (_pos < _text.Length && _text[_pos] is ' ' or '\t' or '\r' or '\n')
        {
            _pos++;
        }
    }

    private void ReadLiteral(string literal)
    {
        for (int index = 1; index < literal.Length; index++)
        {
            _pos++;
            if (At() != literal[index])
            {
                throw UnexpectedOrSpace($"in literal {literal} (expecting '{literal[index]}')");
            }
        }

        _pos++;
    }

    private Value ReadNumber()
    {
        int start = _pos;
        if (At() == '-')
        {
            _pos++;
        }

        if (At() == '0')
        {
            _pos++;
        }
        else if (!SkipDigits())
        {
            throw UnexpectedOrSpace("in numeric literal");
        }

        if (At() == '.')
        {
            _pos++;
            if (!SkipDigits())
            {
                throw UnexpectedOrSpace("after decimal point in numeric literal");
            }
        }

        if (At() is 'e' or 'E')
        {
            _pos++;
            if (At() is '+' or '-')
            {
                _pos++;
            }

            if (!SkipDigits())
            {
                throw UnexpectedOrSpace("in exponent of numeric literal");
            }
        }

        ReadOnlySpan<char> number = _text[start.._pos];
        double value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(value))
        {
            return Value.FromFloat64(value);
        }

        _rangeError ??= $"json: cannot unmarshal number {number} into Go value of type float64";
        return Value.Nil;
    }

    private bool SkipDigits()
    {
        int start = _pos;
        while (char.IsAsciiDigit(At()))
        {
            _pos++;
        }

        return _pos > start;
    }

    private readonly GoJsonException Unexpected(string context) => _pos < _text.Length ? Invalid(_text[_pos..], context) : EndOfInput();

    /// <summary>As <see cref="Unexpected"/>; at its end encoding/json tries a space to see whether a literal is complete, and blames that.</summary>
    private readonly GoJsonException UnexpectedOrSpace(string context) => Invalid(_pos < _text.Length ? _text[_pos..] : " ", context);

    private static GoJsonException EndOfInput() => new("unexpected end of JSON input");

    private static GoJsonException Invalid(ReadOnlySpan<char> at, string context)
    {
        // The scanner works on bytes and prints the one it refuses as if it were Latin-1.
        Span<byte> bytes = stackalloc byte[8];
        GoString.Write(at[..(at.Length > 1 && char.IsHighSurrogate(at[0]) ? 2 : 1)], bytes);
        return new GoJsonException($"invalid character {Quote((char)bytes[0])} {context}");
    }

    private static string Quote(char c) => c switch
    {
        '\'' => @"'\''",
        '"' => "'\"'",
        '\\' => @"'\\'",
        '\a' => @"'\a'",
        '\b' => @"'\b'",
        '\f' => @"'\f'",
        '\n' => @"'\n'",
        '\r' => @"'\r'",
        '\t' => @"'\t'",
        '\v' => @"'\v'",
        < ' ' or '\x7F' => $"'\\x{(int)c:x2}'",
        (>= '\x80' and <= '\xA0') or '\xAD' => $"'\\u{(int)c:x4}'",
        _ => $"'{c}'",
    };
}
