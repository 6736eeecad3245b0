using System.Text;
using Steersman.Yaml.Writing;

namespace Steersman.Yaml.Scanning;

/// <content>Plain scalars, and what all kinds of scalars share.</content>
internal sealed partial class YamlScanner
{
    private readonly StringBuilder _value = new();
    private readonly StringBuilder _breaks = new();

    private static Token SliceScalar(int line, int start, int end, ScalarStyle style) =>
        new() { Kind = TokenKind.Scalar, Line = line, Start = start, Length = end - start, Style = style };

    private static Token TextScalar(int line, StringBuilder value, ScalarStyle style) =>
        new() { Kind = TokenKind.Scalar, Line = line, Text = value.ToString(), Style = style };

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

        return isSlice ? SliceScalar(line, start, contentEnd, ScalarStyle.Plain) : TextScalar(line, _value, ScalarStyle.Plain);
    }
}
