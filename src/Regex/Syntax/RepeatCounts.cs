namespace Steersman.Regex.Syntax;

/// <summary>The counts of a repetition, <c>{2}</c>, <c>{2,}</c> or <c>{2,5}</c>.</summary>
internal static class RepeatCounts
{
    private const int TooBig = 100_000_000;

    /// <summary>Reads counts; false where the brace begins none and is a literal. A number far too big makes <paramref name="min"/> -1.</summary>
    public static bool TryRead(ref PatternText text, out int min, out int max)
    {
        max = -1;
        text.At++;
        if (!TryReadNumber(ref text, out min) || text.IsAtEnd)
        {
            return false;
        }

        if (text.Current != ',')
        {
            max = min;
        }
        else
        {
            text.At++;
            if (text.Peek(0) != '}')
            {
                if (!TryReadNumber(ref text, out max))
                {
                    return false;
                }

                min = max < 0 ? -1 : min;
            }
        }

        if (text.Peek(0) != '}')
        {
            return false;
        }

        text.At++;
        return true;
    }

    /// <summary>True where the counts of the expression and of those inside multiply to no more than the limit.</summary>
    public static bool IsWithin(Node node, int limit)
    {
        if (node.Kind == NodeKind.Repeat)
        {
            int count = node.Max < 0 ? node.Min : node.Max;
            if (node.Max == 0)
            {
                return true;
            }

            if (count > limit)
            {
                return false;
            }

            limit = count > 0 ? limit / count : limit;
        }

        return Array.TrueForAll(node.Subs, sub => IsWithin(sub, limit));
    }

    private static bool TryReadNumber(ref PatternText text, out int number)
    {
        number = 0;
        int start = text.At;
        while (char.IsAsciiDigit(text.Peek(0)))
        {
            number = number is < 0 or >= TooBig ? -1 : (number * 10) + text.Current - '0';
            text.At++;
        }

        // No leading zeros.
        return text.At > start && (text.At == start + 1 || text.Pattern[start] != '0');
    }
}
