using System.Globalization;
using System.Text;
using Steersman.GoTemplate.Formatting;

namespace Steersman.Helm.Toml;

/// <summary>Reads strings of all four forms.</summary>
internal sealed class TomlStrings(TomlLexer lexer)
{
    /// <summary>The rest of a string whose first quote is taken, in double quotes on one line.</summary>
    public string ReadBasic()
    {
        int start = lexer.Position;
        bool hasEscapes = false;
        while (true)
        {
            int rune = lexer.Next();
            switch (rune)
            {
                case TomlLexer.End when lexer.IsAtEnd:
                    lexer.Fail("unexpected EOF; expected '\"'");
                    break;
                case '\n' or '\r':
                    lexer.FailBefore("strings cannot contain newlines");
                    break;
                case '\\':
                    hasEscapes = true;
                    SkipEscape(start);
                    break;
                case '"':
                    string written = lexer.Since(start)[..^1];
                    return hasEscapes ? Unescape(written) : written;
            }
        }
    }

    /// <summary>The rest of a string in single quotes on one line.</summary>
    public string ReadRaw()
    {
        int start = lexer.Position;
        while (true)
        {
            switch (lexer.Next())
            {
                case TomlLexer.End when lexer.IsAtEnd:
                    lexer.Fail("unexpected EOF; expected \"'\"");
                    break;
                case '\n' or '\r':
                    lexer.FailBefore("strings cannot contain newlines");
                    break;
                case '\'':
                    return lexer.Since(start)[..^1];
            }
        }
    }

    /// <summary>The rest of a string after three double quotes.</summary>
    public string ReadMultiline() => Unescape(StripEscapedNewlines(StripFirstNewline(ReadUntilThree('"'))));

    /// <summary>The rest of a string after three single quotes.</summary>
    public string ReadRawMultiline() => StripFirstNewline(ReadUntilThree('\''));

    private string ReadUntilThree(char quote)
    {
        int start = lexer.Position;
        while (true)
        {
            int rune = lexer.Next();
            if (rune == TomlLexer.End && lexer.IsAtEnd)
            {
                lexer.Fail(quote == '"' ? "unexpected EOF; expected '\"\"\"'" : "unexpected EOF; expected \"'''\"");
            }
            else if (rune == '\\' && quote == '"')
            {
                if (lexer.Peek() is '\n' or '\r')
                {
                    _ = lexer.Next();
                }
                else
                {
                    SkipEscape(start);
                }
            }
            else if (rune == quote && lexer.Accept(quote))
            {
                if (!lexer.Accept(quote))
                {
                    lexer.Back();
                    continue;
                }

                if (lexer.Peek() != quote)
                {
                    return lexer.Since(start)[..^3];
                }

                // Quotes may stand at the end of the text, up to two of them.
                string read = lexer.Since(start);
                if (read.EndsWith(new string(quote, 5), StringComparison.Ordinal) && (quote == '\'' || !read.EndsWith("\\\"\"\"\"\"", StringComparison.Ordinal)))
                {
                    lexer.Fail(quote == '"' ? "unexpected '\"\"\"\"\"\"'" : "unexpected \"''''''\"");
                }

                lexer.Back();
                lexer.Back();
            }
        }
    }

    private void SkipEscape(int start)
    {
        int rune = lexer.Next();
        switch (rune)
        {
            case 'e' or 'b' or 't' or 'n' or 'f' or 'r' or '"' or ' ' or '\t' or '\\':
                return;
            case 'x':
                SkipHex(2, @"expected two hexadecimal digits after '\x'", start);
                return;
            case 'u':
                SkipHex(4, @"expected four hexadecimal digits after '\u'", start);
                return;
            case 'U':
                SkipHex(8, @"expected eight hexadecimal digits after '\U'", start);
                return;
        }

        string message = $"invalid escape in string '\\{new Rune(rune)}'";
        if (lexer.IsAtEnd)
        {
            lexer.FailBefore(message);
        }

        lexer.Fail(message);
    }

    private void SkipHex(int count, string message, int start)
    {
        for (int index = 0; index < count; index++)
        {
            int rune = lexer.Next();
            if (rune > 0x7F || !char.IsAsciiHexDigit((char)rune))
            {
                lexer.Fail($"{message}, but got {GoQuote.Quote(lexer.Since(start))} instead");
            }
        }
    }

    private string Unescape(string text)
    {
        StringBuilder plain = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\')
            {
                plain.Append(text[index]);
                continue;
            }

            char escape = text[++index];
            switch (escape)
            {
                case 'b':
                    plain.Append('\b');
                    break;
                case 't':
                    plain.Append('\t');
                    break;
                case 'n':
                    plain.Append('\n');
                    break;
                case 'f':
                    plain.Append('\f');
                    break;
                case 'r':
                    plain.Append('\r');
                    break;
                case 'e':
                    plain.Append('\e');
                    break;
                case 'x' or 'u' or 'U':
                    int length = escape == 'x' ? 2 : escape == 'u' ? 4 : 8;
                    plain.Append(Unescape(text.AsSpan(index + 1, length)));
                    index += length;
                    break;
                case ' ' or '\t':
                    lexer.Fail(lexer.Line, $"invalid escape: '\\{escape}'");
                    break;
                default:
                    plain.Append(escape);
                    break;
            }
        }

        return plain.ToString();
    }

    private string Unescape(ReadOnlySpan<char> digits)
    {
        uint value = uint.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (!Rune.IsValid(value))
        {
            lexer.Fail(lexer.Line, $"Escaped character '\\u{digits}' is not valid UTF-8.");
        }

        return new Rune(value).ToString();
    }

    private static string StripFirstNewline(string text) =>
        text.StartsWith('\n') ? text[1..] : text.StartsWith("\r\n", StringComparison.Ordinal) ? text[2..] : text;

    /// <summary>Drops white space after a backslash that ends a line.</summary>
    private static string StripEscapedNewlines(string text)
    {
        StringBuilder stripped = new(text.Length);
        int from = 0;
        int at = 0;
        while (true)
        {
            at = text.IndexOf('\\', at);
            if (at < 0)
            {
                return stripped.Append(text, from, text.Length - from).ToString();
            }

            if (at + 1 < text.Length && text[at + 1] == '\\')
            {
                at += 2;
                continue;
            }

            int end = at + 1;
            while (end < text.Length && text[end] is ' ' or '\t' or '\r' or '\n')
            {
                end++;
            }

            if (!text.AsSpan(at + 1, end - at - 1).Contains('\n'))
            {
                at++;
                continue;
            }

            stripped.Append(text, from, at - from);
            from = at = end;
        }
    }
}
