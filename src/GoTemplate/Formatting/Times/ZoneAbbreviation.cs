namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>Go's guess at how much of a text is a time zone's abbreviation.</summary>
internal static class ZoneAbbreviation
{
    private const int LongestOffset = 23;

    /// <summary>The length of the abbreviation; 0 where there is none.</summary>
    public static int LengthOf(ReadOnlySpan<char> text)
    {
        if (text.Length < 3)
        {
            return 0;
        }

        if (text.StartsWith("ChST") || text.StartsWith("MeST"))
        {
            return 4;    // the only ones with a lower-case letter
        }

        if (text.StartsWith("GMT"))
        {
            return 3 + SignedOffset(text[3..]);
        }

        if (text[0] is '+' or '-')
        {
            return SignedOffset(text);
        }

        int upper = 0;
        while (upper < 6 && upper < text.Length && char.IsAsciiLetterUpper(text[upper]))
        {
            upper++;
        }

        return upper switch
        {
            5 => text[4] == 'T' ? 5 : 0,
            4 => text[3] == 'T' || text.StartsWith("WITA") ? 4 : 0,
            3 => 3,
            _ => 0,
        };
    }

    private static int SignedOffset(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('+' or '-'))
        {
            return 0;
        }

        int length = 1;
        long value = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length]) && value <= LongestOffset)
        {
            value = (value * 10) + (text[length++] - '0');
        }

        return length == 1 || value > LongestOffset ? 0 : length;
    }
}
