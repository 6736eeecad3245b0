using System.Globalization;
using System.Text;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Go's packages <c>unicode</c> and <c>utf8</c> over strings as <see cref="Values.GoString"/> holds them.</summary>
public static class GoUnicode
{
    /// <summary>U+FFFD, what Go decodes an invalid byte to.</summary>
    public const int RuneError = 0xFFFD;

    // The two letters whose mapping the framework leaves to Turkish.
    private const int DottedCapitalI = 0x130;
    private const int DotlessI = 0x131;

    // The framework maps no letter beyond ASCII to one within.
    private const int LongS = 0x17F;

    /// <summary>The largest code point.</summary>
    public const int MaxRune = 0x10FFFF;

    /// <summary>Decodes the first rune of a text that is not empty, as Go's <c>range</c> over a string does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many UTF-16 units it takes.</param>
    /// <returns>The code point; for a byte that is no UTF-8, minus that byte.</returns>
    public static int Decode(ReadOnlySpan<char> text, out int length)
    {
        char first = text[0];
        length = 1;
        if (!char.IsSurrogate(first))
        {
            return first;
        }

        if (char.IsHighSurrogate(first) && text.Length > 1 && char.IsLowSurrogate(text[1]))
        {
            length = 2;
            return char.ConvertToUtf32(first, text[1]);
        }

        return first is >= '\uDC80' and <= '\uDCFF' ? 0xDC00 - first : RuneError;
    }

    /// <summary>Go's <c>utf8.RuneCountInString</c>: an invalid byte counts as one.</summary>
    public static int RuneCount(ReadOnlySpan<char> text)
    {
        int count = text.Length;
        for (int index = text.IndexOfAnyInRange('\uD800', '\uDBFF'); index >= 0 && index + 1 < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && char.IsLowSurrogate(text[index + 1]))
            {
                count--;
                index++;
            }
        }

        return count;
    }

    /// <summary>Go's <c>string(rune)</c>: U+FFFD for what is no code point.</summary>
    public static string ToText(long rune) => Rune.IsValid((int)rune) && rune is >= 0 and <= MaxRune ? new Rune((int)rune).ToString() : "\uFFFD";

    /// <summary>How many bytes the UTF-8 of a code point takes; 3 for what is none, 1 for an invalid byte as <see cref="Decode"/> gives it.</summary>
    public static int ByteCount(int rune) => rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;

    /// <summary>Go's <c>strconv.IsPrint</c>.</summary>
    public static bool IsPrint(int rune)
    {
        if (rune < 0x7F)
        {
            return rune >= 0x20;
        }

        return rune < 0x10000 ? Contains(PrintableRanges.Basic, (ushort)rune) : Contains(PrintableRanges.Astral, rune);
    }

    /// <summary>Go's <c>strconv.IsGraphic</c>: printable, or one of the spaces that <see cref="IsPrint"/> leaves out.</summary>
    public static bool IsGraphic(int rune) =>
        IsPrint(rune) || rune is 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x202F or 0x205F or 0x3000;

    /// <summary>Go's <c>unicode.IsSpace</c>.</summary>
    public static bool IsSpace(int rune) =>
        rune is (>= 9 and <= 13) or ' ' or 0x85 or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000;

    /// <summary>Go's <c>unicode.IsLetter</c>.</summary>
    public static bool IsLetter(int rune) => Category(rune) <= UnicodeCategory.OtherLetter;

    /// <summary>Go's <c>unicode.IsDigit</c>: decimal digits of any script.</summary>
    public static bool IsDigit(int rune) => Category(rune) is UnicodeCategory.DecimalDigitNumber;

    /// <summary>Go's <c>unicode.IsUpper</c>.</summary>
    public static bool IsUpper(int rune) => Category(rune) is UnicodeCategory.UppercaseLetter;

    /// <summary>Go's <c>unicode.IsLower</c>.</summary>
    public static bool IsLower(int rune) => Category(rune) is UnicodeCategory.LowercaseLetter;

    /// <summary>Go's <c>unicode.IsTitle</c>.</summary>
    public static bool IsTitle(int rune) => Category(rune) is UnicodeCategory.TitlecaseLetter;

    /// <summary>Go's <c>unicode.ToUpper</c>: the simple mapping, one rune to one.</summary>
    public static int ToUpper(int rune) => rune switch
    {
        DotlessI => 'I',
        LongS => 'S',
        _ when !Rune.IsValid(rune) => rune,
        _ => Rune.ToUpperInvariant(new Rune(rune)).Value is var upper && NewerLetters.Contains(upper) ? rune : upper,
    };

    /// <summary>Go's <c>unicode.ToLower</c>: the simple mapping, one rune to one.</summary>
    public static int ToLower(int rune) => rune switch
    {
        DottedCapitalI => 'i',
        _ when !Rune.IsValid(rune) => rune,
        _ => Rune.ToLowerInvariant(new Rune(rune)).Value is var lower && NewerLetters.Contains(rune) ? rune : lower,
    };

    /// <summary>Go's <c>unicode.ToTitle</c>: as upper case but for the four digraphs and the Georgian letters.</summary>
    public static int ToTitle(int rune) => rune switch
    {
        >= 0x1C4 and <= 0x1C6 => 0x1C5,
        >= 0x1C7 and <= 0x1C9 => 0x1C8,
        >= 0x1CA and <= 0x1CC => 0x1CB,
        >= 0x1F1 and <= 0x1F3 => 0x1F2,
        >= 0x10D0 and <= 0x10FF => rune,
        _ => ToUpper(rune),
    };

    private static UnicodeCategory Category(int rune) =>
        Rune.IsValid(rune) && !NewerLetters.Contains(rune) ? Rune.GetUnicodeCategory(new Rune(rune)) : UnicodeCategory.OtherNotAssigned;

    private static bool Contains<T>(ReadOnlySpan<T> ranges, T rune)
        where T : unmanaged, IComparable<T>
    {
        int at = ranges.BinarySearch(rune);
        return at >= 0 || (~at & 1) == 1;
    }
}
