namespace Steersman.GoTemplate.Formatting;

/// <summary>Letters and digits that .NET's Unicode 16 has and Go 1.26's Unicode 15 has not: to Go they are not assigned, and nothing has them as its other case.</summary>
internal static class NewerLetters
{
    private static readonly (int First, int Last)[] Ranges =
    [
        (0x1C89, 0x1C8A), (0xA7CB, 0xA7CD), (0xA7DA, 0xA7DC),
        (0x105C0, 0x105FF), // Todhri
        (0x10D40, 0x10D8F), // Garay
        (0x10EC2, 0x10EC4),
        (0x11380, 0x113FF), // Tulu-Tigalari
        (0x116D0, 0x116FF), // Myanmar, extension C
        (0x11BC0, 0x11BFF), // Sunuwar
        (0x13460, 0x143FF), // Egyptian hieroglyphs, extension A
        (0x16100, 0x1613F), // Gurung Khema
        (0x16D40, 0x16D7F), // Kirat Rai
        (0x1CC00, 0x1CEBF), // Symbols for legacy computing, supplement
        (0x1E5D0, 0x1E5FF), // Ol Onal
    ];

    public static bool Contains(int rune)
    {
        if (rune < Ranges[0].First)
        {
            return false;
        }

        foreach ((int first, int last) in Ranges)
        {
            if (rune >= first && rune <= last)
            {
                return true;
            }
        }

        return false;
    }
}
