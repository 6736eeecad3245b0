using System.Text;

namespace Steersman.Yaml.Scanning;

/// <content>Directives, anchors and tags.</content>
internal sealed partial class YamlScanner
{
    private const int MaxVersionDigits = 2;

    private void SkipBlanks()
    {
        while (YamlChars.IsBlank(At(_pos)))
        {
            _pos++;
        }
    }

    private void SkipComment()
    {
        if (At(_pos) == '#')
        {
            int toBreak = _text.AsSpan(_pos, _end - _pos).IndexOfAny(YamlChars.Breaks);
            _pos = toBreak < 0 ? _end : _pos + toBreak;
        }
    }

    private Token ScanDirective()
    {
        int line = _line;
        _pos++;
        int nameStart = _pos;
        while (YamlChars.IsAlpha(At(_pos)))
        {
            _pos++;
        }

        ReadOnlySpan<char> name = _text.AsSpan(nameStart, _pos - nameStart);
        if (name.IsEmpty)
        {
            Fail("could not find expected directive name", line);
        }

        if (!YamlChars.IsBlankOrEnd(At(_pos)))
        {
            Fail("found unexpected non-alphabetical character", line);
        }

        Token token = default;
        if (name is "YAML")
        {
            token = ScanVersion(line);
        }
        else if (name is "TAG")
        {
            token = ScanTagDirective(line);
        }
        else
        {
            Fail("found unknown directive name", line);
        }

        SkipBlanks();
        SkipComment();
        if (!YamlChars.IsBreakOrEnd(At(_pos)))
        {
            Fail("did not find expected comment or line break", line);
        }

        SkipLine();
        return token;
    }

    private Token ScanVersion(int line)
    {
        SkipBlanks();
        int major = ScanVersionNumber(line);
        if (At(_pos) != '.')
        {
            Fail("did not find expected digit or '.' character", line);
        }

        _pos++;
        return new Token { Kind = TokenKind.VersionDirective, Line = line, Start = major, Length = ScanVersionNumber(line) };
    }

    private int ScanVersionNumber(int line)
    {
        int value = 0;
        int length = 0;
        while (char.IsAsciiDigit(At(_pos)))
        {
            if (++length > MaxVersionDigits)
            {
                Fail("found extremely long version number", line);
            }

            value = (value * 10) + (At(_pos++) - '0');
        }

        if (length == 0)
        {
            Fail("did not find expected version number", line);
        }

        return value;
    }

    private Token ScanTagDirective(int line)
    {
        SkipBlanks();
        string handle = ScanTagHandle(isDirective: true, line);
        if (!YamlChars.IsBlank(At(_pos)))
        {
            Fail("did not find expected whitespace", line);
        }

        SkipBlanks();
        string prefix = ScanTagUri("", line);
        if (!YamlChars.IsBlankOrEnd(At(_pos)))
        {
            Fail("did not find expected whitespace or line break", line);
        }

        return new Token { Kind = TokenKind.TagDirective, Line = line, Text = handle, Suffix = prefix };
    }

    private Token ScanAnchor(TokenKind kind)
    {
        int line = _line;
        int start = ++_pos;
        while (YamlChars.IsAlpha(At(_pos)))
        {
            _pos++;
        }

        char next = At(_pos);
        if (_pos == start || !(YamlChars.IsBlankOrEnd(next) || next is '?' or ':' or ',' or ']' or '}' or '%' or '@' or '`'))
        {
            Fail("did not find expected alphabetic or numeric character", line);
        }

        return new Token { Kind = kind, Line = line, Text = _text[start.._pos] };
    }

    private Token ScanTag()
    {
        int line = _line;
        string handle = "";
        string suffix;
        if (At(_pos + 1) == '<')
        {
            _pos += 2;
            suffix = ScanTagUri("", line);
            if (At(_pos) != '>')
            {
                Fail("did not find the expected '>'", line);
            }

            _pos++;
        }
        else
        {
            handle = ScanTagHandle(isDirective: false, line);
            if (handle.Length > 1 && handle[^1] == '!')
            {
                suffix = ScanTagUri("", line);
            }
            else
            {
                suffix = ScanTagUri(handle, line);
                handle = "!";
                if (suffix.Length == 0)
                {
                    // The lone "!" is the whole tag.
                    (handle, suffix) = (suffix, handle);
                }
            }
        }

        if (!YamlChars.IsBlankOrEnd(At(_pos)))
        {
            Fail("did not find expected whitespace or line break", line);
        }

        return new Token { Kind = TokenKind.Tag, Line = line, Text = handle, Suffix = suffix };
    }

    private string ScanTagHandle(bool isDirective, int line)
    {
        if (At(_pos) != '!')
        {
            Fail("did not find expected '!'", line);
        }

        int start = _pos++;
        while (YamlChars.IsAlpha(At(_pos)))
        {
            _pos++;
        }

        if (At(_pos) == '!')
        {
            _pos++;
        }
        else if (isDirective && _pos - start != 1)
        {
            Fail("did not find expected '!'", line);
        }

        return _text[start.._pos];
    }

    /// <summary>A tag's suffix; <paramref name="head"/> is what was first taken for a handle, its leading <c>!</c> not being part of the tag.</summary>
    private string ScanTagUri(string head, int line)
    {
        int start = _pos;
        StringBuilder? unescaped = null;
        while (YamlChars.IsUri(At(_pos)))
        {
            if (At(_pos) == '%')
            {
                unescaped ??= new StringBuilder().Append(_text, start, _pos - start);
                ScanUriEscapes(unescaped, line);
                continue;
            }

            unescaped?.Append(At(_pos));
            _pos++;
        }

        if (head.Length == 0 && _pos == start)
        {
            Fail("did not find expected tag URI", line);
        }

        string uri = unescaped?.ToString() ?? _text[start.._pos];
        return head.Length > 1 ? head[1..] + uri : uri;
    }

    /// <summary>The escaped bytes of one character.</summary>
    private void ScanUriEscapes(StringBuilder target, int line)
    {
        Span<byte> bytes = stackalloc byte[4];
        int width = 1;
        for (int count = 0; count < width; count++)
        {
            if (At(_pos) != '%' || !char.IsAsciiHexDigit(At(_pos + 1)) || !char.IsAsciiHexDigit(At(_pos + 2)))
            {
                Fail("did not find URI escaped octet", line);
            }

            byte octet = Convert.ToByte(_text.Substring(_pos + 1, 2), 16);
            if (count == 0)
            {
                width = octet switch { < 0x80 => 1, >= 0xC0 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF8 => 4, _ => 0 };
                if (width == 0)
                {
                    Fail("found an incorrect leading UTF-8 octet", line);
                }
            }
            else if ((octet & 0xC0) != 0x80)
            {
                Fail("found an incorrect trailing UTF-8 octet", line);
            }

            bytes[count] = octet;
            _pos += 3;
        }

        target.Append(Encoding.UTF8.GetString(bytes[..width]));
    }
}
