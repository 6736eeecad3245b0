using System.Globalization;

namespace Steersman.Semver;

/// <summary>The order of prereleases: part by part, numbers by value and below words, words by their bytes.</summary>
internal static class PrereleaseOrder
{
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            int order = ComparePart(TakePart(ref left), TakePart(ref right));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static ReadOnlySpan<char> TakePart(ref ReadOnlySpan<char> text)
    {
        int dot = text.IndexOf('.');
        ReadOnlySpan<char> part = dot < 0 ? text : text[..dot];
        text = dot < 0 ? [] : text[(dot + 1)..];
        return part;
    }

    private static int ComparePart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right))
        {
            return 0;
        }

        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty ? -1 : 1;
        }

        // A number too large for 64 bits counts as a word, as in Go.
        bool leftIsNumber = ulong.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out ulong leftNumber);
        bool rightIsNumber = ulong.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out ulong rightNumber);
        return (leftIsNumber, rightIsNumber) switch
        {
            (true, true) => leftNumber > rightNumber ? 1 : -1,
            (true, false) => -1,
            (false, true) => 1,
            _ => left.SequenceCompareTo(right) > 0 ? 1 : -1,
        };
    }
}
