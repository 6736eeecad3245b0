using System.Text;

namespace Steersman.Yaml.Scanning;

/// <content>Scalars: plain, quoted and block.</content>
internal sealed partial class YamlScanner
{
    private readonly StringBuilder _value = new();
    private readonly StringBuilder _breaks = new();

    private static Token SliceScalar(int line, int start, int end, bool isPlain) =>
        new() { Kind = TokenKind.Scalar, Line = line, Start = start, Length = end - start, IsPlain = isPlain };

    private static Token TextScalar(int line, StringBuilder value, bool isPlain) =>
        new() { Kind = TokenKind.Scalar, Line = line, Text = value.ToString(), IsPlain = isPlain };

    /// <summary>Reads a line break, if one is here, as the character it means: LF, or LS and PS as they are.</summary>
    private char ReadBreak()
    {
        char c = At(_pos);
        SkipLine();
        return c is '\u2028' or '\u2029' ? c : YamlChars.IsBreak(c) ? '\n' : '\0';
    }

    /// <summary>Joins two lines of a flow or plain scalar: one line feed alone folds into a space.</summary>
    private void Fold(char leadingBreak)
    {
        if (leadingBreak == '\n')
        {
            if (_breaks.Length == 0)
            {
                _value.Append(' ');
            }
        }
        else if (leadingBreak != '\0')
        {
            _value.Append(leadingBreak);
        }

        _value.Append(_breaks);
        _breaks.Clear();
    }

    private int FindPlainEnd(int from)
    {
        ReadOnlySpan<char> text = _text.AsSpan(0, _end);
        System.Buffers.SearchValues<char> stops = _flowLevel > 0 ? YamlChars.PlainStopsInFlow : YamlChars.PlainStopsInBlock;
        while (true)
        {
            int found = text[from..].IndexOfAny(stops);
            if (found < 0)
            {
                return _end;
            }

            from += found;
            if (text[from] != ':' || YamlChars.IsBlankOrEnd(At(from + 1)))
            {
                return from;
            }

            from++;
        }
    }

    private Token ScanPlainScalar()
    {
        int line = _line;
        int start = _pos;
        int contentEnd = _pos;
        int indent = _indent + 1;
        bool isSlice = true;
        bool leadingBlanks = false;
        char leadingBreak = '\0';
        int blanksStart = _pos;
        _breaks.Clear();
        while (true)
        {
            if ((_pos == _lineStart && IsDocumentIndicator(_pos)) || At(_pos) == '#')
            {
                break;
            }

            int end = FindPlainEnd(_pos);
            if (end > _pos)
            {
                if (leadingBlanks)
                {
                    if (isSlice)
                    {
                        isSlice = false;
                        _value.Clear().Append(_text, start, contentEnd - start);
                    }

                    Fold(leadingBreak);
                    leadingBreak = '\0';
                    leadingBlanks = false;
                }
                else if (!isSlice)
                {
                    _value.Append(_text, blanksStart, _pos - blanksStart);
                }

                if (!isSlice)
                {
                    _value.Append(_text, _pos, end - _pos);
                }

                _pos = contentEnd = end;
            }

            char c = At(_pos);
            if (!YamlChars.IsBlank(c) && !YamlChars.IsBreak(c))
            {
                break;
            }

            blanksStart = _pos;
            while (true)
            {
                c = At(_pos);
                if (YamlChars.IsBlank(c))
                {
                    if (leadingBlanks && Column < indent && c == '\t')
                    {
                        Fail("found a tab character that violates indentation", line);
                    }

                    _pos++;
                }
                else if (!YamlChars.IsBreak(c))
                {
                    break;
                }
                else if (!leadingBlanks)
                {
                    leadingBreak = ReadBreak();
                    leadingBlanks = true;
                }
                else
                {
                    _breaks.Append(ReadBreak());
                }
            }

            if (_flowLevel == 0 && Column < indent)
            {
                break;
            }
        }

        if (leadingBlanks)
        {
            _isSimpleKeyAllowed = true;
        }

        return isSlice ? SliceScalar(line, start, contentEnd, isPlain: true) : TextScalar(line, _value, isPlain: true);
    }

    private Token ScanFlowScalar(bool isSingle)
    {
        int line = _line;
        int start = ++_pos;
        int found = _text.AsSpan(_pos, _end - _pos).IndexOfAny(isSingle ? YamlChars.SingleQuotedStops : YamlChars.DoubleQuotedStops);
        if (found >= 0 && At(_pos + found) == (isSingle ? '\'' : '"') && !(isSingle && At(_pos + found + 1) == '\''))
        {
            _pos += found + 1;
            return SliceScalar(line, start, start + found, isPlain: false);
        }

        ScanFlowScalarSlowly(isSingle, line);
        return TextScalar(line, _value, isPlain: false);
    }

    private void ScanFlowScalarSlowly(bool isSingle, int line)
    {
        _value.Clear();
        _breaks.Clear();
        char quote = isSingle ? '\'' : '"';
        while (true)
        {
            if (_pos == _lineStart && IsDocumentIndicator(_pos))
            {
                Fail("found unexpected document indicator", line);
            }

            if (At(_pos) == '\0')
            {
                Fail("found unexpected end of stream", line);
            }

            bool leadingBlanks = ScanFlowScalarRun(isSingle, line);
            if (At(_pos) == quote)
            {
                _pos++;
                return;
            }

            int blanksStart = _pos;
            int blanksEnd = _pos;
            char leadingBreak = '\0';
            while (true)
            {
                char c = At(_pos);
                if (YamlChars.IsBlank(c))
                {
                    _pos++;
                    if (!leadingBlanks)
                    {
                        blanksEnd = _pos;
                    }
                }
                else if (!YamlChars.IsBreak(c))
                {
                    break;
                }
                else if (!leadingBlanks)
                {
                    leadingBreak = ReadBreak();
                    leadingBlanks = true;
                }
                else
                {
                    _breaks.Append(ReadBreak());
                }
            }

            if (leadingBlanks)
            {
                Fold(leadingBreak);
            }
            else
            {
                _value.Append(_text, blanksStart, blanksEnd - blanksStart);
            }
        }
    }

    /// <summary>Reads characters up to a blank, a break, the end or the closing quote. True after an escaped line break: the blanks that follow are dropped.</summary>
    private bool ScanFlowScalarRun(bool isSingle, int line)
    {
        while (true)
        {
            char c = At(_pos);
            if (YamlChars.IsBlankOrEnd(c))
            {
                return false;
            }

            if (isSingle && c == '\'')
            {
                if (At(_pos + 1) != '\'')
                {
                    return false;
                }

                _value.Append('\'');
                _pos += 2;
            }
            else if (!isSingle && c == '"')
            {
                return false;
            }
            else if (!isSingle && c == '\\')
            {
                if (YamlChars.IsBreak(At(_pos + 1)))
                {
                    _pos++;
                    SkipLine();
                    return true;
                }

                ScanEscape(line);
            }
            else
            {
                _value.Append(c);
                _pos++;
            }
        }
    }

    private void ScanEscape(int line)
    {
        int digits = 0;
        switch (At(_pos + 1))
        {
            case '0':
                _value.Append('\0');
                break;
            case 'a':
                _value.Append('\a');
                break;
            case 'b':
                _value.Append('\b');
                break;
            case 't' or '\t':
                _value.Append('\t');
                break;
            case 'n':
                _value.Append('\n');
                break;
            case 'v':
                _value.Append('\v');
                break;
            case 'f':
                _value.Append('\f');
                break;
            case 'r':
                _value.Append('\r');
                break;
            case 'e':
                _value.Append('\e');
                break;
            case ' ' or '"' or '\'' or '\\':
                _value.Append(At(_pos + 1));
                break;
            case 'N':
                _value.Append('\u0085');
                break;
            case '_':
                _value.Append('\u00A0');
                break;
            case 'L':
                _value.Append('\u2028');
                break;
            case 'P':
                _value.Append('\u2029');
                break;
            case 'x':
                digits = 2;
                break;
            case 'u':
                digits = 4;
                break;
            case 'U':
                digits = 8;
                break;
            default:
                Fail("found unknown escape character", line);
                break;
        }

        _pos += 2;
        if (digits > 0)
        {
            ScanCodePoint(digits, line);
        }
    }

    private void ScanCodePoint(int digits, int line)
    {
        long value = 0;
        for (int index = 0; index < digits; index++)
        {
            char c = At(_pos + index);
            if (!char.IsAsciiHexDigit(c))
            {
                Fail("did not find expected hexdecimal number", line);
            }

            value = (value << 4) + Convert.ToInt32(c.ToString(), 16);
        }

        if (value is >= 0xD800 and <= 0xDFFF or > 0x10FFFF)
        {
            Fail("found invalid Unicode character escape code", line);
        }

        _value.Append(new Rune((int)value).ToString());
        _pos += digits;
    }

    private Token ScanBlockScalar(bool isLiteral)
    {
        int line = _line;
        _pos++;
        int chomping = ScanChomping();
        int increment = 0;
        if (char.IsAsciiDigit(At(_pos)))
        {
            if (At(_pos) == '0')
            {
                Fail("found an indentation indicator equal to 0", line);
            }

            increment = At(_pos++) - '0';
            chomping = chomping == 0 ? ScanChomping() : chomping;
        }

        SkipBlanks();
        SkipComment();
        if (!YamlChars.IsBreakOrEnd(At(_pos)))
        {
            Fail("did not find expected comment or line break", line);
        }

        SkipLine();
        int indent = increment == 0 ? 0 : _indent >= 0 ? _indent + increment : increment;
        _value.Clear();
        _breaks.Clear();
        ScanBlockScalarBreaks(ref indent, line);
        bool leadingBlank = false;
        char leadingBreak = '\0';
        while (Column == indent && At(_pos) != '\0')
        {
            bool trailingBlank = YamlChars.IsBlank(At(_pos));
            if (!isLiteral && !leadingBlank && !trailingBlank && leadingBreak == '\n')
            {
                if (_breaks.Length == 0)
                {
                    _value.Append(' ');
                }
            }
            else if (leadingBreak != '\0')
            {
                _value.Append(leadingBreak);
            }

            _value.Append(_breaks);
            _breaks.Clear();
            leadingBlank = trailingBlank;
            int toBreak = _text.AsSpan(_pos, _end - _pos).IndexOfAny(YamlChars.Breaks);
            int end = toBreak < 0 ? _end : _pos + toBreak;
            _value.Append(_text, _pos, end - _pos);
            _pos = end;
            leadingBreak = ReadBreak();
            ScanBlockScalarBreaks(ref indent, line);
        }

        if (chomping != -1 && leadingBreak != '\0')
        {
            _value.Append(leadingBreak);
        }

        if (chomping == 1)
        {
            _value.Append(_breaks);
        }

        return TextScalar(line, _value, isPlain: false);
    }

    private int ScanChomping()
    {
        char c = At(_pos);
        if (c is not ('+' or '-'))
        {
            return 0;
        }

        _pos++;
        return c == '+' ? 1 : -1;
    }

    /// <summary>Reads indentation and empty lines into the breaks; the first line that is not empty sets the indentation where none was given.</summary>
    private void ScanBlockScalarBreaks(ref int indent, int line)
    {
        int widest = 0;
        while (true)
        {
            while ((indent == 0 || Column < indent) && At(_pos) == ' ')
            {
                _pos++;
            }

            widest = Math.Max(widest, Column);
            char c = At(_pos);
            if ((indent == 0 || Column < indent) && c == '\t')
            {
                Fail("found a tab character where an indentation space is expected", line);
            }

            if (!YamlChars.IsBreak(c))
            {
                break;
            }

            _breaks.Append(ReadBreak());
        }

        if (indent == 0)
        {
            indent = Math.Max(Math.Max(widest, _indent + 1), 1);
        }
    }
}
