using System.Globalization;
using System.Text;
using Steersman.Yaml.Scanning;
using Steersman.Yaml.Writing;

namespace Steersman.Yaml;

/// <content>Scalars: <c>yaml_emitter_select_scalar_style</c> and <c>yaml_emitter_write_*_scalar</c>.</content>
public sealed partial class YamlWriter
{
    /// <summary>Longest key, in bytes, that stands before its colon without a question mark.</summary>
    private const int LongestSimpleKey = 128;

    private static readonly string BinaryTag = "!!binary";

    private static bool IsSimpleKey(ReadOnlySpan<char> key, bool isBinary)
    {
        int room = LongestSimpleKey - (isBinary ? BinaryTag.Length : 0);
        return key.Length * 3 <= room || Encoding.UTF8.GetByteCount(key) <= room;
    }

    private void WriteScalar(ReadOnlySpan<char> text, in ScalarAnalysis analysis, bool isKey, bool isBinary)
    {
        ScalarStyle style = Select(text, analysis, isKey, isBinary);
        if (isBinary)
        {
            if (!_isWhitespace)
            {
                Put(' ');
            }

            Put(BinaryTag);
            _isWhitespace = false;
            _isIndention = false;
        }

        int outer = _indent;
        _indent = _indent < 0 ? Indentation : _indent + Indentation;
        switch (style)
        {
            case ScalarStyle.Plain:
                WritePlain(text, mayBreak: !isKey);
                break;
            case ScalarStyle.SingleQuoted:
                WriteSingleQuoted(text, mayBreak: !isKey);
                break;
            case ScalarStyle.DoubleQuoted:
                WriteDoubleQuoted(text, mayBreak: !isKey);
                break;
            default:
                WriteLiteral(text);
                break;
        }

        _indent = outer;
    }

    private static ScalarStyle Select(ReadOnlySpan<char> text, in ScalarAnalysis analysis, bool isKey, bool isBinary)
    {
        if (analysis.IsMultiline && text.Contains('\n'))
        {
            return !analysis.IsBlockAllowed || isKey ? ScalarStyle.DoubleQuoted : ScalarStyle.Literal;
        }

        if ((analysis.IsMultiline && isKey) || (!isBinary && ScalarAnalysis.LooksOtherwise(text)))
        {
            return ScalarStyle.DoubleQuoted;
        }

        return analysis.IsPlainAllowed ? ScalarStyle.Plain : analysis.IsSingleQuotedAllowed ? ScalarStyle.SingleQuoted : ScalarStyle.DoubleQuoted;
    }

    private void WritePlain(ReadOnlySpan<char> text, bool mayBreak)
    {
        if (!_isWhitespace)
        {
            Put(' ');
        }

        if (!mayBreak || _column + text.Length <= _style.Width || !text.Contains(' '))
        {
            Put(text);
        }
        else
        {
            WriteBreakable(text, isQuoted: false);
        }

        _isWhitespace = false;
        _isIndention = false;
    }

    private void WriteSingleQuoted(ReadOnlySpan<char> text, bool mayBreak)
    {
        WriteIndicator("'", needsWhitespace: true, isIndention: false);
        if (text.ContainsAny(YamlChars.Breaks) || text.Contains('\'') || (mayBreak && _column + text.Length > _style.Width))
        {
            WriteBreakable(text, isQuoted: true, mayBreak);
        }
        else
        {
            Put(text);
        }

        WriteIndicator("'", needsWhitespace: false, isIndention: false);
    }

    /// <summary>Text whose spaces may become line breaks, and whose line breaks (LS and PS; LF never comes here) are kept.</summary>
    private void WriteBreakable(ReadOnlySpan<char> text, bool isQuoted, bool mayBreak = true)
    {
        bool spaces = false;
        bool breaks = false;
        for (int index = 0; index < text.Length; index++)
        {
            char c = text[index];
            if (c == ' ')
            {
                bool isEdge = isQuoted && (index == 0 || index == text.Length - 1);
                if (mayBreak && !spaces && _column > _style.Width && !isEdge && !(index + 1 < text.Length && text[index + 1] == ' '))
                {
                    WriteIndent();
                }
                else
                {
                    Put(c);
                }

                spaces = true;
            }
            else if (YamlChars.IsBreak(c))
            {
                if (!breaks && c == '\n')
                {
                    PutBreak();
                }

                WriteBreak(c);
                _isIndention = true;
                breaks = true;
            }
            else
            {
                if (breaks)
                {
                    WriteIndent();
                }

                if (isQuoted && c == '\'')
                {
                    Put('\'');
                }

                Put(c);
                _isIndention = false;
                spaces = false;
                breaks = false;
            }
        }
    }

    private void WriteDoubleQuoted(ReadOnlySpan<char> text, bool mayBreak)
    {
        WriteIndicator("\"", needsWhitespace: true, isIndention: false);
        bool spaces = false;

        // go-yaml looks for the byte order mark at the start of the text only, whichever character it is at.
        bool escapesAll = text.Length > 0 && text[0] == '\uFEFF';
        for (int index = 0; index < text.Length; index++)
        {
            char c = text[index];
            if (escapesAll || !ScalarAnalysis.IsPrintable(c) || YamlChars.IsBreak(c) || c is '"' or '\\')
            {
                Rune.DecodeFromUtf16(text[index..], out Rune rune, out int used);
                WriteEscape(rune.Value);
                index += used - 1;
                spaces = false;
            }
            else if (c == ' ')
            {
                if (mayBreak && !spaces && _column > _style.Width && index > 0 && index < text.Length - 1)
                {
                    WriteIndent();
                    if (text[index + 1] == ' ')
                    {
                        Put('\\');
                    }
                }
                else
                {
                    Put(c);
                }

                spaces = true;
            }
            else
            {
                Put(c);
                spaces = false;
            }
        }

        WriteIndicator("\"", needsWhitespace: false, isIndention: false);
    }

    private void WriteEscape(int rune)
    {
        Put('\\');
        char letter = rune switch
        {
            0 => '0',
            '\a' => 'a',
            '\b' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\v' => 'v',
            '\f' => 'f',
            '\r' => 'r',
            0x1B => 'e',
            '"' => '"',
            '\\' => '\\',
            0x85 => 'N',
            0xA0 => '_',
            0x2028 => 'L',
            0x2029 => 'P',
            _ => '\0',
        };
        if (letter != '\0')
        {
            Put(letter);
            return;
        }

        Put(rune switch
        {
            <= 0xFF => string.Create(CultureInfo.InvariantCulture, $"x{rune:X2}"),
            <= 0xFFFF => string.Create(CultureInfo.InvariantCulture, $"u{rune:X4}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"U{rune:X8}"),
        });
    }

    private void WriteLiteral(ReadOnlySpan<char> text)
    {
        WriteIndicator("|", needsWhitespace: true, isIndention: false);
        if (text[0] == ' ' || YamlChars.IsBreak(text[0]))
        {
            WriteIndicator("2", needsWhitespace: false, isIndention: false);
        }

        if (!YamlChars.IsBreak(text[^1]))
        {
            WriteIndicator("-", needsWhitespace: false, isIndention: false);
        }
        else if (text.Length == 1 || YamlChars.IsBreak(text[^2]))
        {
            WriteIndicator("+", needsWhitespace: false, isIndention: false);
        }

        PutBreak();
        _isIndention = true;
        _isWhitespace = true;
        bool breaks = true;
        while (!text.IsEmpty)
        {
            if (YamlChars.IsBreak(text[0]))
            {
                WriteBreak(text[0]);
                _isIndention = true;
                breaks = true;
                text = text[1..];
                continue;
            }

            if (breaks)
            {
                WriteIndent();
            }

            int toBreak = text.IndexOfAny(YamlChars.Breaks);
            int length = toBreak < 0 ? text.Length : toBreak;
            Put(text[..length]);
            _isIndention = false;
            breaks = false;
            text = text[length..];
        }
    }
}
