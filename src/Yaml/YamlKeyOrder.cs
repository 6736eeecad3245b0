using System.Text;

namespace Steersman.Yaml;

/// <summary>The order in which go-yaml writes the keys of a map: digits by their number, letters after everything else (sorter.go).</summary>
public static class YamlKeyOrder
{
    /// <summary>Below this many keys Go sorts by insertion; the order of go-yaml is no consistent one, so the way matters.</summary>
    private const int InsertionSortBelow = 13;

    /// <summary>Sorts keys in place.</summary>
    /// <param name="keys">Distinct keys.</param>
    /// <param name="style">Version of go-yaml.</param>
    public static void Sort(string[] keys, YamlStyle style)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(style);
        if (keys.Length < InsertionSortBelow)
        {
            for (int index = 1; index < keys.Length; index++)
            {
                for (int at = index; at > 0 && IsLess(keys[at], keys[at - 1], style.IsV3); at--)
                {
                    (keys[at], keys[at - 1]) = (keys[at - 1], keys[at]);
                }
            }

            return;
        }

        // A sort of our own, since the library's may throw where the order is not consistent.
        MergeSort(keys, new string[keys.Length], style.IsV3);
    }

    private static void MergeSort(Span<string> keys, Span<string> spare, bool isV3)
    {
        if (keys.Length < 2)
        {
            return;
        }

        int middle = keys.Length / 2;
        MergeSort(keys[..middle], spare[..middle], isV3);
        MergeSort(keys[middle..], spare[middle..], isV3);
        if (!IsLess(keys[middle], keys[middle - 1], isV3))
        {
            return;
        }

        keys.CopyTo(spare);
        int left = 0;
        int right = middle;
        for (int index = 0; index < keys.Length; index++)
        {
            keys[index] = right == keys.Length || (left < middle && !IsLess(spare[right], spare[left], isV3)) ? spare[left++] : spare[right++];
        }
    }

    private static bool IsLess(string left, string right, bool isV3)
    {
        int common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length < right.Length;
        }

        // Halves of pairs are compared as what they are together; back up to the start of one.
        if (common > 0 && char.IsHighSurrogate(left[common - 1]))
        {
            common--;
        }

        int a = RuneAt(left, common);
        int b = RuneAt(right, common);
        bool isLetterA = IsLetter(a);
        bool isLetterB = IsLetter(b);
        if (isLetterA && isLetterB)
        {
            return a < b;
        }

        if (isLetterA || isLetterB)
        {
            bool afterDigit = isV3 && common > 0 && char.IsDigit(left[common - 1]);
            return afterDigit ? isLetterA : isLetterB;
        }

        return IsLessByNumber(left, right, common, a, b);
    }

    private static bool IsLessByNumber(string left, string right, int at, int a, int b)
    {
        long numberA = 0;
        long numberB = 0;
        if (a == '0' || b == '0')
        {
            for (int index = at - 1; index >= 0 && char.IsDigit(left[index]); index--)
            {
                if (left[index] != '0')
                {
                    numberA = numberB = 1;
                    break;
                }
            }
        }

        int endA = ReadNumber(left, at, ref numberA);
        int endB = ReadNumber(right, at, ref numberB);
        if (numberA != numberB)
        {
            return numberA < numberB;
        }

        return endA != endB ? endA < endB : a < b;
    }

    private static int ReadNumber(string text, int at, ref long number)
    {
        while (at < text.Length && char.IsDigit(text[at]))
        {
            number = unchecked((number * 10) + (text[at++] - '0'));
        }

        return at;
    }

    private static int RuneAt(string text, int index) => Rune.TryGetRuneAt(text, index, out Rune rune) ? rune.Value : 0xFFFD;

    private static bool IsLetter(int rune) => Rune.IsLetter(new Rune(rune));
}
