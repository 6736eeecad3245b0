using Steersman.Regex.Unicode;

namespace Steersman.Regex.Syntax;

/// <summary>Simple case folding: the runes that equal each other but for case form an orbit, K k U+212A for one.</summary>
internal static class CaseFolding
{
    /// <summary>The next larger rune of the orbit, or its smallest (Go's <c>unicode.SimpleFold</c>); the rune itself where it has no others.</summary>
    public static int Next(int rune) => UnicodeTables.NextFold.GetValueOrDefault(rune, rune);

    /// <summary>The smallest rune of the orbit.</summary>
    public static int Smallest(int rune)
    {
        int smallest = rune;
        for (int next = Next(rune); next != rune; next = Next(next))
        {
            smallest = Math.Min(smallest, next);
        }

        return smallest;
    }

    /// <summary>The runes outside a range that equal one inside but for case; some may come twice.</summary>
    public static IEnumerable<int> Outside(int first, int last)
    {
        int[] folding = UnicodeTables.FoldingRunes;
        int index = Array.BinarySearch(folding, first);
        for (index = index < 0 ? ~index : index; index < folding.Length && folding[index] <= last; index++)
        {
            for (int next = Next(folding[index]); next != folding[index]; next = Next(next))
            {
                if (next < first || next > last)
                {
                    yield return next;
                }
            }
        }
    }
}
