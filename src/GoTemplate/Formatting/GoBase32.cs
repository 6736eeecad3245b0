using System.Text;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Go's <c>encoding/base32</c>: one of its alphabets.</summary>
public sealed class GoBase32
{
    private readonly string _alphabet;
    private readonly bool _padded;

    private GoBase32(string alphabet, bool padded)
    {
        _alphabet = alphabet;
        _padded = padded;
    }

    /// <summary><c>StdEncoding</c>.</summary>
    public static GoBase32 Standard { get; } = new("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", padded: true);

    /// <summary><c>StdEncoding</c> without padding.</summary>
    public static GoBase32 RawStandard { get; } = new("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", padded: false);

    /// <summary><c>HexEncoding</c>.</summary>
    public static GoBase32 Hex { get; } = new("0123456789ABCDEFGHIJKLMNOPQRSTUV", padded: true);

    /// <summary>The text of bytes.</summary>
    public string Encode(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new((bytes.Length * 8 / 5) + 8);
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(5, bytes.Length)..])
        {
            ulong block = 0;
            for (int index = 0; index < 5; index++)
            {
                block = (block << 8) | (index < bytes.Length ? bytes[index] : 0UL);
            }

            int digits = ((Math.Min(bytes.Length, 5) * 8) + 4) / 5;
            for (int index = 0; index < digits; index++)
            {
                text.Append(_alphabet[(int)(block >> (35 - (index * 5))) & 31]);
            }

            text.Append('=', _padded ? 8 - digits : 0);
        }

        return text.ToString();
    }

    /// <summary>Decodes a text; line ends within it do not count.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The bytes, on error those that were decoded before it.</param>
    /// <returns>Null, or Go's error: <c>illegal base32 data at input byte 8</c>.</returns>
    public string? Decode(string text, out byte[] bytes)
    {
        ReadOnlySpan<byte> source = GoString.ToBytes(text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
        List<byte> result = new(source.Length * 5 / 8);
        int total = source.Length;
        int? illegal = null;
        while (!source.IsEmpty && illegal is null)
        {
            DecodeBlock(ref source, total, result, ref illegal);
        }

        bytes = [.. result];
        return illegal is { } position ? $"illegal base32 data at input byte {position}" : null;
    }

    private void DecodeBlock(ref ReadOnlySpan<byte> source, int total, List<byte> result, ref int? illegal)
    {
        ulong block = 0;
        int length = 0;
        while (length < 8)
        {
            if (source.IsEmpty)
            {
                if (_padded)
                {
                    illegal = total - length;
                    return;
                }

                break;
            }

            byte c = source[0];
            source = source[1..];
            if (c == '=' && length >= 2 && source.Length < 8)
            {
                if (!_padded)
                {
                    illegal = total - source.Length - 1;
                    return;
                }

                if (!IsPadding(ref source, total, length, ref illegal))
                {
                    return;
                }

                break;
            }

            int digit = _alphabet.IndexOf((char)c, StringComparison.Ordinal);
            if (digit < 0)
            {
                illegal = total - source.Length - 1;
                return;
            }

            block |= (ulong)digit << (35 - (length * 5));
            length++;
        }

        // Without padding a number of digits that makes no whole bytes gives none at all.
        int bytes = length is 1 or 3 or 6 ? 0 : length * 5 / 8;
        for (int index = 0; index < bytes; index++)
        {
            result.Add((byte)(block >> (32 - (index * 8))));
        }
    }

    /// <summary>The rest of the block must be "=", and not every number of digits makes whole bytes.</summary>
    private static bool IsPadding(ref ReadOnlySpan<byte> source, int total, int length, ref int? illegal)
    {
        if (source.Length + length < 7)
        {
            illegal = total;
            return false;
        }

        for (int index = 0; index < 7 - length; index++)
        {
            if (source.Length > index && source[index] != '=')
            {
                illegal = total - source.Length + index - 1;
                return false;
            }
        }

        if (length is 1 or 3 or 6)
        {
            illegal = total - source.Length - 1;
            return false;
        }

        source = default;
        return true;
    }
}
