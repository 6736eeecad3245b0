using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Go's <c>encoding/hex</c>.</summary>
public static class GoHex
{
    /// <summary>Lower-case digits.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Decodes digits of either case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The bytes, on error those that were decoded before it.</param>
    /// <returns>Null, or the text of Go's error.</returns>
    public static string? Decode(string text, out byte[] bytes)
    {
        byte[] source = GoString.ToBytes(text);
        List<byte> result = new(source.Length / 2);
        string? error = null;
        for (int index = 0; index + 1 < source.Length && error is null; index += 2)
        {
            error = Problem(source[index]) ?? Problem(source[index + 1]);
            if (error is null)
            {
                result.Add((byte)((Convert.ToInt32(((char)source[index]).ToString(), 16) << 4) | Convert.ToInt32(((char)source[index + 1]).ToString(), 16)));
            }
        }

        if (error is null && source.Length % 2 == 1)
        {
            // A wrong digit is reported before a missing one.
            error = Problem(source[^1]) ?? "encoding/hex: odd length hex string";
        }

        bytes = [.. result];
        return error;
    }

    private static string? Problem(byte digit) =>
        char.IsAsciiHexDigit((char)digit) ? null : GoFormat.Sprintf("encoding/hex: invalid byte: %#U", Value.FromInteger(GoType.Int32, digit));
}
