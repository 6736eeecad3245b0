using System.Buffers;

namespace Steersman.Yaml.Scanning;

/// <summary>Finds the first character that no YAML text may hold, and says where go-yaml would notice it.</summary>
internal static class InputFault
{
    /// <summary>go-yaml decodes its input in pieces of this many bytes; all of a piece is refused when the scanner comes to it.</summary>
    private const int PieceBytes = 512;

    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c is not ('\t' or '\n' or '\r')).Select(c => (char)c), '\x7F',
            .. Enumerable.Range(0x80, 0x20).Where(c => c != 0x85).Select(c => (char)c), .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c), '\uFFFE', '\uFFFF']);

    /// <summary>Null where all is well; else go-yaml's words, and the length of the text before the piece with the fault.</summary>
    public static string? Find(ReadOnlySpan<char> text, out int readable)
    {
        int at = 0;
        while (true)
        {
            int found = text[at..].IndexOfAny(Suspects);
            if (found < 0)
            {
                readable = text.Length;
                return null;
            }

            at += found;
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at += 2;
                continue;
            }

            readable = StartOfPiece(text, at);
            return Describe(text[at..]);
        }
    }

    private static int StartOfPiece(ReadOnlySpan<char> text, int fault)
    {
        int byteOffset = 0;
        for (int index = 0; index < fault; index++)
        {
            byteOffset += Bytes(text[index]);
        }

        int wanted = byteOffset / PieceBytes * PieceBytes;
        int start = 0;
        for (int bytes = 0; start < fault && bytes + Bytes(text[start]) <= wanted; start++)
        {
            bytes += Bytes(text[start]);
        }

        return start;
    }

    /// <summary>Bytes of one UTF-16 unit: half of four for each surrogate of a pair, one for a byte that stands for itself.</summary>
    private static int Bytes(char c) => c < 0x80 ? 1 : c < 0x800 || char.IsHighSurrogate(c) ? 2 : char.IsLowSurrogate(c) ? (c is >= '\uDC80' and <= '\uDCFF' ? 1 : 2) : 3;

    private static string Describe(ReadOnlySpan<char> text)
    {
        char first = text[0];
        if (first is not (>= '\uDC80' and <= '\uDCFF'))
        {
            return char.IsSurrogate(first) ? "invalid Unicode character" : "control characters are not allowed";
        }

        // A byte outside valid UTF-8 stands as a lone surrogate; the words depend on what it would have begun.
        int octet = first - 0xDC00;
        int width = octet switch
        {
            >= 0xF0 and < 0xF8 => 4,
            >= 0xE0 and < 0xF0 => 3,
            >= 0xC0 and < 0xE0 => 2,
            _ => 0,
        };
        if (width == 0)
        {
            return "invalid leading UTF-8 octet";
        }

        Span<byte> bytes = stackalloc byte[12];
        int length = 0;
        for (int index = 0; index < text.Length && length < width; index++)
        {
            char c = text[index];
            if (c is >= '\uDC80' and <= '\uDCFF')
            {
                bytes[length++] = (byte)(c - 0xDC00);
            }
            else if (c < 0x80)
            {
                bytes[length++] = (byte)c;
            }
            else
            {
                bytes[length++] = 0xC0;    // a leading byte: all that matters is that it continues nothing
            }
        }

        if (length < width)
        {
            return "incomplete UTF-8 octet sequence";
        }

        for (int index = 1; index < width; index++)
        {
            if ((bytes[index] & 0xC0) != 0x80)
            {
                return "invalid trailing UTF-8 octet";
            }
        }

        int value = width == 2 ? bytes[0] & 0x1F : width == 3 ? bytes[0] & 0x0F : bytes[0] & 0x07;
        for (int index = 1; index < width; index++)
        {
            value = (value << 6) | (bytes[index] & 0x3F);
        }

        int least = width == 2 ? 0x80 : width == 3 ? 0x800 : 0x10000;
        return value < least ? "invalid length of a UTF-8 sequence" : "invalid Unicode character";
    }
}
