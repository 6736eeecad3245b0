using System.Text;

namespace Steersman.GoTemplate.Values;

/// <summary>Go strings are bytes; here they are UTF-16 where a byte outside valid UTF-8 is the lone surrogate U+DC00 + byte (0x80 to 0xFF).</summary>
public static class GoString
{
    private const int Escape = 0xDC00;

    /// <summary>Decodes bytes; those that are no valid UTF-8 become lone surrogates and come back from <see cref="ToBytes"/> unchanged.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        StringBuilder text = new(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out Rune rune, out int used) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
                bytes = bytes[used..];
                continue;
            }

            text.Append((char)(Escape + bytes[0]));
            bytes = bytes[1..];
        }

        return text.ToString();
    }

    /// <summary>The bytes of a Go string.</summary>
    public static byte[] ToBytes(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[ByteLength(text)];
        Write(text, bytes);
        return bytes;
    }

    /// <summary>Writes the bytes of a Go string and returns how many there are. The target must have room for <see cref="ByteLength"/> of them.</summary>
    public static int Write(ReadOnlySpan<char> text, Span<byte> target)
    {
        if (Encoding.UTF8.TryGetBytes(text, target, out int written) && !HasEscapes(text))
        {
            return written;
        }

        int at = 0;
        for (int index = 0; index < text.Length;)
        {
            if (IsEscape(text, index))
            {
                target[at++] = (byte)(text[index++] - Escape);
                continue;
            }

            if (Rune.DecodeFromUtf16(text[index..], out Rune rune, out int used) != System.Buffers.OperationStatus.Done)
            {
                rune = Rune.ReplacementChar;
            }

            at += rune.EncodeToUtf8(target[at..]);
            index += used;
        }

        return at;
    }

    /// <summary>Go's <c>len</c> of the string: its bytes.</summary>
    public static int ByteLength(ReadOnlySpan<char> text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        if (!HasEscapes(text))
        {
            return length;
        }

        for (int index = 0; index < text.Length; index++)
        {
            if (IsEscape(text, index))
            {
                length -= 2;    // counted as U+FFFD: three bytes in place of one
            }
        }

        return length;
    }

    /// <summary>Go's order of strings: by bytes.</summary>
    public static int Compare(string? left, string? right)
    {
        ReadOnlySpan<char> a = left;
        ReadOnlySpan<char> b = right;
        int common = a.CommonPrefixLength(b);
        if (common == a.Length || common == b.Length)
        {
            return a.Length - b.Length;
        }

        char x = a[common];
        char y = b[common];
        if (x < 0x80 || y < 0x80 || (!char.IsSurrogate(x) && !char.IsSurrogate(y)))
        {
            return x - y;
        }

        return ToBytes(a).AsSpan().SequenceCompareTo(ToBytes(b));
    }

    private static bool HasEscapes(ReadOnlySpan<char> text) => text.IndexOfAnyInRange((char)(Escape + 0x80), (char)(Escape + 0xFF)) >= 0;

    private static bool IsEscape(ReadOnlySpan<char> text, int index) =>
        text[index] is >= (char)(Escape + 0x80) and <= (char)(Escape + 0xFF) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
}
