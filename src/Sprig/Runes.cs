using System.Text;
using Steersman.GoTemplate.Formatting;

namespace Steersman.Sprig;

/// <summary>Go strings as runes; an invalid byte is minus itself until it is written.</summary>
internal static class Runes
{
    public static int[] Of(ReadOnlySpan<char> text)
    {
        List<int> runes = new(text.Length);
        while (!text.IsEmpty)
        {
            runes.Add(GoUnicode.Decode(text, out int length));
            text = text[length..];
        }

        return [.. runes];
    }

    /// <summary>The text of runes; invalid bytes come out as they were.</summary>
    public static string ToText(ReadOnlySpan<int> runes)
    {
        StringBuilder text = new(runes.Length);
        foreach (int rune in runes)
        {
            Append(text, rune);
        }

        return text.ToString();
    }

    public static void Append(StringBuilder text, int rune)
    {
        if (rune < 0)
        {
            text.Append((char)(0xDC00 - rune));
        }
        else if (rune < 0x10000)
        {
            text.Append((char)rune);
        }
        else
        {
            text.Append(char.ConvertFromUtf32(rune));
        }
    }

    /// <summary>Maps every rune; an invalid byte becomes U+FFFD, as in Go's <c>strings.Map</c> and <c>[]rune(s)</c>.</summary>
    public static string Map(string text, Func<int, int> map)
    {
        int[] runes = Of(text);
        for (int index = 0; index < runes.Length; index++)
        {
            runes[index] = map(runes[index] < 0 ? GoUnicode.RuneError : runes[index]);
        }

        return ToText(runes);
    }
}
