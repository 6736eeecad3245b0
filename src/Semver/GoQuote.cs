using System.Globalization;
using System.Text;

namespace Steersman.Semver;

/// <summary>Go's <c>%q</c>; a lone surrogate U+DC00 + byte stands for a byte that is no valid UTF-8.</summary>
internal static class GoQuote
{
    public static string Quote(string text)
    {
        StringBuilder quoted = new(text.Length + 2);
        quoted.Append('"');
        for (int index = 0; index < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, index, out Rune rune))
            {
                Append(quoted, rune);
                index += rune.Utf16SequenceLength;
                continue;
            }

            quoted.Append(CultureInfo.InvariantCulture, $"\\x{text[index] & 0xFF:x2}");
            index++;
        }

        return quoted.Append('"').ToString();
    }

    private static void Append(StringBuilder quoted, Rune rune)
    {
        switch (rune.Value)
        {
            case '"' or '\\':
                quoted.Append('\\').Append((char)rune.Value);
                break;
            case '\a':
                quoted.Append(@"\a");
                break;
            case '\b':
                quoted.Append(@"\b");
                break;
            case '\f':
                quoted.Append(@"\f");
                break;
            case '\n':
                quoted.Append(@"\n");
                break;
            case '\r':
                quoted.Append(@"\r");
                break;
            case '\t':
                quoted.Append(@"\t");
                break;
            case '\v':
                quoted.Append(@"\v");
                break;
            default:
                AppendPlainOrCode(quoted, rune);
                break;
        }
    }

    private static void AppendPlainOrCode(StringBuilder quoted, Rune rune)
    {
        if (IsPrint(rune))
        {
            quoted.Append(rune.ToString());
        }
        else if (rune.Value is < ' ' or 0x7F)
        {
            quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
        }
        else
        {
            quoted.Append(rune.IsBmp ? $"\\u{rune.Value:x4}" : $"\\U{rune.Value:x8}");
        }
    }

    private static bool IsPrint(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune)
        is <= UnicodeCategory.OtherNumber or (>= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol);
}
