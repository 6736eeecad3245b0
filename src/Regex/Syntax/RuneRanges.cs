namespace Steersman.Regex.Syntax;

/// <summary>Gathers ranges of runes for a class; <see cref="ToClass"/> puts them in order.</summary>
internal sealed class RuneRanges
{
    public const int MaxRune = 0x10FFFF;

    private readonly List<(int First, int Last)> _ranges = [];

    public void Add(int first, int last) => _ranges.Add((first, last));

    public void AddClass(ReadOnlySpan<int> ranges)
    {
        for (int index = 0; index < ranges.Length; index += 2)
        {
            Add(ranges[index], ranges[index + 1]);
        }
    }

    /// <summary>Adds the range and all that equals a rune of it but for case.</summary>
    public void AddFolded(int first, int last)
    {
        Add(first, last);
        foreach (int rune in CaseFolding.Outside(first, last))
        {
            Add(rune, rune);
        }
    }

    /// <summary>The ranges in order, none touching the next, as first and last of each.</summary>
    public int[] ToClass()
    {
        _ranges.Sort();
        List<int> merged = new(_ranges.Count * 2);
        foreach ((int first, int last) in _ranges)
        {
            if (merged.Count > 0 && first <= merged[^1] + 1)
            {
                merged[^1] = Math.Max(merged[^1], last);
                continue;
            }

            merged.Add(first);
            merged.Add(last);
        }

        return [.. merged];
    }

    public static int[] Fold(ReadOnlySpan<int> ranges)
    {
        RuneRanges folded = new();
        for (int index = 0; index < ranges.Length; index += 2)
        {
            folded.AddFolded(ranges[index], ranges[index + 1]);
        }

        return folded.ToClass();
    }

    /// <summary>All runes that an ordered class lacks.</summary>
    public static int[] Negate(ReadOnlySpan<int> ranges)
    {
        List<int> negated = new(ranges.Length + 2);
        int next = 0;
        for (int index = 0; index < ranges.Length; index += 2)
        {
            if (next < ranges[index])
            {
                negated.Add(next);
                negated.Add(ranges[index] - 1);
            }

            next = ranges[index + 1] + 1;
        }

        if (next <= MaxRune)
        {
            negated.Add(next);
            negated.Add(MaxRune);
        }

        return [.. negated];
    }
}
