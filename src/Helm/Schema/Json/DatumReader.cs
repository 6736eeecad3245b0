using System.Globalization;
using System.Text;
using Steersman.GoTemplate.Json;

namespace Steersman.Helm.Schema.Json;

/// <summary>Reads JSON as the schema library does: one value, numbers as they are written, the errors of Go's <c>json.Decoder</c>.</summary>
internal sealed class DatumReader
{
    private readonly string _text;
    private int _at;

    private DatumReader(string text) => _text = text;

    /// <summary>The value of a text.</summary>
    /// <exception cref="SchemaException">The text is no JSON.</exception>
    public static Datum Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new SchemaException("EOF");
        }

        try
        {
            GoJson.Decode(text);
        }
        catch (GoJsonException exception)
        {
            throw new SchemaException(DecoderText(exception.Message), exception);
        }

        return new DatumReader(text).ReadAll();
    }

    // json.Decoder has other words than json.Unmarshal for a text that ends early or goes on behind the value.
    private static string DecoderText(string text)
    {
        if (text == "unexpected end of JSON input")
        {
            return "unexpected EOF";
        }

        return text.EndsWith(" after top-level value", StringComparison.Ordinal) ? "invalid character after top-level value" : text;
    }

    // The text is known to be JSON, so nothing is checked here; open containers are on a stack of their own.
    private Datum ReadAll()
    {
        Stack<Open> open = [];
        while (true)
        {
            SkipSpace();
            char first = _text[_at];
            Datum? value = null;
            if (first is '{' or '[')
            {
                _at++;
                open.Push(new Open(first == '{'));
            }
            else if (first is '}' or ']')
            {
                _at++;
                value = open.Pop().ToDatum();
            }
            else if (first is ',' or ':')
            {
                _at++;
                continue;
            }
            else if (first == '"' && open.TryPeek(out Open? container) && container.WantsName)
            {
                container.Name = ReadString();
                continue;
            }
            else
            {
                value = ReadScalar(first);
            }

            if (value is null)
            {
                continue;
            }

            if (!open.TryPeek(out Open? parent))
            {
                return value;
            }

            parent.Add(value);
        }
    }

    private Datum ReadScalar(char first)
    {
        switch (first)
        {
            case '"':
                return Datum.FromString(ReadString());
            case 't':
                _at += 4;
                return Datum.True;
            case 'f':
                _at += 5;
                return Datum.False;
            case 'n':
                _at += 4;
                return Datum.Null;
            default:
                int start = _at;
                while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is '-' or '+' or '.' or 'e' or 'E'))
                {
                    _at++;
                }

                return Datum.FromNumber(_text[start.._at]);
        }
    }

    private string ReadString()
    {
        int start = _at;
        do
        {
            _at += _text[_at] == '\\' ? 2 : 1;
        }
        while (_text[_at] != '"');
        _at++;
        ReadOnlySpan<char> inside = _text.AsSpan(start + 1, _at - start - 2);
        return inside.Contains('\\') ? Unescape(inside) : inside.ToString();
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        StringBuilder plain = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\')
            {
                plain.Append(text[index]);
                continue;
            }

            index++;
            if (text[index] == 'u')
            {
                plain.Append((char)ushort.Parse(text.Slice(index + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                index += 4;
                continue;
            }

            plain.Append(text[index] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => text[index],
            });
        }

        // A surrogate without its other half reads as U+FFFD.
        return string.Concat(plain.ToString().EnumerateRunes());
    }

    private void SkipSpace()
    {
        while (_text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    private sealed class Open(bool isObject)
    {
        private readonly List<Datum> _items = [];
        private readonly Dictionary<string, Datum> _members = new(StringComparer.Ordinal);

        public string? Name { get; set; }

        public bool WantsName => isObject && Name is null;

        public void Add(Datum value)
        {
            if (!isObject)
            {
                _items.Add(value);
                return;
            }

            _members[Name!] = value;
            Name = null;
        }

        public Datum ToDatum() => isObject ? Datum.FromMembers(_members) : Datum.FromItems([.. _items]);
    }
}
