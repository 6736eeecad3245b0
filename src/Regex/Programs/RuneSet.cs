namespace Steersman.Regex.Programs;

/// <summary>The runes of a class: ASCII by bits, others by binary search in the ranges.</summary>
internal sealed class RuneSet
{
    private readonly int[] _ranges;
    private readonly ulong _low;
    private readonly ulong _high;

    public RuneSet(int[] ranges, bool isFoldedLiteral = false)
    {
        _ranges = ranges;
        IsFoldedLiteral = isFoldedLiteral;
        for (int index = 0; index < ranges.Length; index += 2)
        {
            for (int rune = ranges[index]; rune <= ranges[index + 1] && rune < 128; rune++)
            {
                if (rune < 64)
                {
                    _low |= 1UL << rune;
                }
                else
                {
                    _high |= 1UL << (rune - 64);
                }
            }
        }
    }

    /// <summary>First and last rune of each range, in order.</summary>
    public ReadOnlySpan<int> Ranges => _ranges;

    /// <summary>True where the pattern has one rune here, with its case ignored.</summary>
    public bool IsFoldedLiteral { get; }

    public bool Contains(int rune)
    {
        if (rune < 128)
        {
            return ((rune < 64 ? _low >> rune : _high >> (rune - 64)) & 1) != 0;
        }

        int low = 0;
        int high = _ranges.Length / 2;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (rune < _ranges[2 * middle])
            {
                high = middle;
            }
            else if (rune > _ranges[(2 * middle) + 1])
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
