using Steersman.Yaml.Writing;

namespace Steersman.Yaml.Scanning;

/// <content>Literal and folded scalars.</content>
internal sealed partial class YamlScanner
{
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

        return TextScalar(line, _value, isLiteral ? ScalarStyle.Literal : ScalarStyle.Folded);
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
