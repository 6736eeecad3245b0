using Steersman.Regex.Programs;

namespace Steersman.Regex.Matching;

/// <summary>Reads runes of a Go string kept as UTF-16: a lone surrogate stands for one invalid byte and reads as U+FFFD.</summary>
internal static class RuneReader
{
    private const int Replacement = 0xFFFD;

    /// <summary>The rune at a place, and how many units it takes; -1 and 0 at the end.</summary>
    public static int Read(ReadOnlySpan<char> text, int at, out int width)
    {
        if ((uint)at >= (uint)text.Length)
        {
            width = 0;
            return -1;
        }

        char unit = text[at];
        width = 1;
        if (!char.IsSurrogate(unit))
        {
            return unit;
        }

        if (char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            width = 2;
            return char.ConvertToUtf32(unit, text[at + 1]);
        }

        return Replacement;
    }

    /// <summary>What holds at a place of the text.</summary>
    public static Assertions AssertionsAt(ReadOnlySpan<char> text, int at)
    {
        Assertions found = Assertions.None;
        char before = at > 0 ? text[at - 1] : '\0';
        char after = at < text.Length ? text[at] : '\0';
        if (at == 0)
        {
            found |= Assertions.BeginText | Assertions.BeginLine;
        }
        else if (before == '\n')
        {
            found |= Assertions.BeginLine;
        }

        if (at == text.Length)
        {
            found |= Assertions.EndText | Assertions.EndLine;
        }
        else if (after == '\n')
        {
            found |= Assertions.EndLine;
        }

        return found | (IsWord(before) != IsWord(after) ? Assertions.WordBoundary : Assertions.NoWordBoundary);
    }

    private static bool IsWord(char unit) => char.IsAsciiLetterOrDigit(unit) || unit == '_';
}
