using System.Text;

namespace Steersman.Yaml.Scanning;

/// <summary>go-yaml's choice of an encoding by the byte order mark (readerc.go): a text that begins with that of UTF-16 is read as such.</summary>
internal static class InputEncoding
{
    private const string LittleEndian = "\uDCFF\uDCFE";
    private const string BigEndian = "\uDCFE\uDCFF";

    /// <summary>The text itself, or what its bytes say in UTF-16.</summary>
    /// <param name="text">A text in which bytes that are no UTF-8 stand as lone surrogates U+DC00 + byte.</param>
    /// <exception cref="YamlException">The bytes are no UTF-16.</exception>
    public static string Decode(string text)
    {
        bool isLittle = text.StartsWith(LittleEndian, StringComparison.Ordinal);
        return isLittle || text.StartsWith(BigEndian, StringComparison.Ordinal) ? Decode(Bytes(text.AsSpan(LittleEndian.Length)), isLittle) : text;
    }

    private static string Decode(ReadOnlySpan<byte> bytes, bool isLittle)
    {
        StringBuilder text = new(bytes.Length / 2);
        int at = 0;
        while (at < bytes.Length)
        {
            char unit = Next(bytes, ref at, isLittle) ?? throw Refused("incomplete UTF-16 character");
            if (char.IsLowSurrogate(unit))
            {
                throw Refused("unexpected low surrogate area");
            }

            text.Append(unit);
            if (char.IsHighSurrogate(unit))
            {
                char low = Next(bytes, ref at, isLittle) ?? throw Refused("incomplete UTF-16 surrogate pair");
                text.Append(char.IsLowSurrogate(low) ? low : throw Refused("expected low surrogate area"));
            }
        }

        return text.ToString();
    }

    private static char? Next(ReadOnlySpan<byte> bytes, ref int at, bool isLittle)
    {
        if (at + 1 >= bytes.Length)
        {
            return null;
        }

        (byte first, byte second) = (bytes[at], bytes[at + 1]);
        at += 2;
        return (char)(isLittle ? first | (second << 8) : (first << 8) | second);
    }

    private static byte[] Bytes(ReadOnlySpan<char> text)
    {
        List<byte> bytes = new(text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            if (text[0] is >= '\uDC80' and <= '\uDCFF')
            {
                bytes.Add((byte)(text[0] - 0xDC00));
                text = text[1..];
                continue;
            }

            _ = Rune.DecodeFromUtf16(text, out Rune rune, out int units);
            bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
            text = text[units..];
        }

        return [.. bytes];
    }

    private static YamlException Refused(string problem) => new("yaml: " + problem);
}
