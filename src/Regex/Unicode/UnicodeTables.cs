using System.Collections.Frozen;
using System.Globalization;
using Steersman.Regex.Syntax;

namespace Steersman.Regex.Unicode;

/// <summary>The categories, scripts and case folding of Unicode 15.0, read once from the table in the assembly.</summary>
internal static class UnicodeTables
{
    private static readonly int[] Everything = [0, RuneRanges.MaxRune];
    private static readonly Lazy<UnicodeTable> Table = new(UnicodeTable.Load);

    /// <summary>Each rune that has others in its orbit, with the next of them.</summary>
    public static FrozenDictionary<int, int> NextFold => Table.Value.NextFold;

    /// <summary>The keys of <see cref="NextFold"/> in order.</summary>
    public static int[] FoldingRunes => Table.Value.FoldingRunes;

    /// <summary>The ranges of <c>\p{name}</c>; null where there is no such name. Case, blanks, hyphens and underscores in it do not matter.</summary>
    public static int[]? Find(ReadOnlySpan<char> name)
    {
        string key = Canonical(name);
        return key switch
        {
            "any" => Everything,
            "ascii" => [0, 0x7F],
            "assigned" => RuneRanges.Negate(Table.Value.Ranges["cn"]),
            _ => Table.Value.Ranges.GetValueOrDefault(key),
        };
    }

    /// <summary>The name without what does not matter in it.</summary>
    public static string Canonical(ReadOnlySpan<char> name) => string.Concat(name.ToString().Where(c => c is not ('_' or '-' or ' '))).ToLower(CultureInfo.InvariantCulture);
}
