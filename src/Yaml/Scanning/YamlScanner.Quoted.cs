using System.Text;
using Steersman.Yaml.Writing;

namespace Steersman.Yaml.Scanning;

/// <content>Quoted scalars and their escapes.</content>
internal sealed partial class YamlScanner
{
    private Token ScanFlowScalar(bool isSingle)
    {
        int line = _line;
        int start = ++_pos;
        int found = _text.AsSpan(_pos, _end - _pos).IndexOfAny(isSingle ? YamlChars.SingleQuotedStops : YamlChars.DoubleQuotedStops);
        if (found >= 0 && At(_pos + found) == (isSingle ? '\'' : '"') && !(isSingle && At(_pos + found + 1) == '\''))
        {
            _pos += found + 1;
            return SliceScalar(line, start, start + found, isSingle ? ScalarStyle.SingleQuoted : ScalarStyle.DoubleQuoted);
        }

        ScanFlowScalarSlowly(isSingle, line);
        return TextScalar(line, _value, isSingle ? ScalarStyle.SingleQuoted : ScalarStyle.DoubleQuoted);
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
}
