using System.Text;

namespace Steersman.Cel.Values;

/// <summary>Text by code points and in the order of its UTF-8 bytes, as Go sees it.</summary>
internal static class CelText
{
    public static int Compare(string left, string right)
    {
        int length = Math.Min(left.Length, right.Length);
        int index = left.AsSpan(0, length).CommonPrefixLength(right);
        if (index == length)
        {
            return left.Length.CompareTo(right.Length);
        }

        // A surrogate stands for a code point above all others.
        bool isLeftHigh = char.IsSurrogate(left[index]);
        bool isRightHigh = char.IsSurrogate(right[index]);
        return isLeftHigh != isRightHigh ? (isLeftHigh ? 1 : -1) : left[index].CompareTo(right[index]);
    }

    public static int Length(string text)
    {
        int pairs = 0;
        for (int index = 0; index < text.Length; index++)
        {
            pairs += char.IsLowSurrogate(text[index]) ? 1 : 0;
        }

        return text.Length - pairs;
    }

    public static int[] Points(string text) => [.. Enumerate(text)];

    public static string FromPoints(ReadOnlySpan<int> points)
    {
        StringBuilder text = new(points.Length);
        foreach (int point in points)
        {
            text.Append(new Rune(point).ToString());
        }

        return text.ToString();
    }

    private static IEnumerable<int> Enumerate(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            yield return rune.Value;
        }
    }
}
