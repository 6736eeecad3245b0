using System.Buffers;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Schema.Formats;

/// <summary>UUIDs.</summary>
internal static class IdentifierFormats
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly int[] GroupLengths = [8, 4, 4, 4, 12];

    public static string? CheckUuid(string text)
    {
        string[] groups = text.Split('-');
        if (groups.Length != GroupLengths.Length)
        {
            return $"must have {GroupLengths.Length} elements";
        }

        for (int index = 0; index < groups.Length; index++)
        {
            if (GoString.ByteLength(groups[index]) != GroupLengths[index])
            {
                return $"element {index + 1} must be {GroupLengths[index]} characters long";
            }

            int bad = groups[index].AsSpan().IndexOfAnyExcept(HexDigits);
            if (bad >= 0)
            {
                return $"non-hex character {GoQuote.QuoteRune(RuneAt(groups[index], bad))}";
            }
        }

        return null;
    }

    /// <summary>The rune at a place of a text; U+FFFD for an invalid byte.</summary>
    public static int RuneAt(string text, int index)
    {
        int rune = GoUnicode.Decode(text.AsSpan(index), out _);
        return rune < 0 ? GoUnicode.RuneError : rune;
    }
}
