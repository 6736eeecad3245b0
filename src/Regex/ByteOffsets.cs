namespace Steersman.Regex;

/// <summary>Turns places in UTF-16 into Go's offsets, bytes of UTF-8.</summary>
internal static class ByteOffsets
{
    public static int[] Of(string text, int[] places)
    {
        int[] offsets = new int[places.Length];
        int at = 0;
        int bytes = 0;
        // Groups come in any order; most places lie behind the one before.
        for (int index = 0; index < places.Length; index++)
        {
            int place = places[index];
            if (place < 0)
            {
                offsets[index] = -1;
                continue;
            }

            if (place < at)
            {
                (at, bytes) = (0, 0);
            }

            bytes += Count(text.AsSpan(at..place));
            at = place;
            offsets[index] = bytes;
        }

        return offsets;
    }

    private static int Count(ReadOnlySpan<char> text)
    {
        int bytes = 0;
        for (int index = 0; index < text.Length; index++)
        {
            char unit = text[index];
            if (char.IsHighSurrogate(unit))
            {
                bytes += 4;
                index++;
            }
            else
            {
                // A lone low surrogate stands for one byte.
                bytes += unit < 0x80 || char.IsLowSurrogate(unit) ? 1 : unit < 0x800 ? 2 : 3;
            }
        }

        return bytes;
    }
}
