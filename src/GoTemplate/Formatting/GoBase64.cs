using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Go's <c>encoding/base64</c>: one of its alphabets.</summary>
public sealed class GoBase64
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly string _alphabet;
    private readonly bool _padded;
    private readonly bool _strict;

    private GoBase64(string last, bool padded, bool strict = false)
    {
        _alphabet = Letters + last;
        _padded = padded;
        _strict = strict;
    }

    /// <summary><c>StdEncoding</c>: + and /, padded.</summary>
    public static GoBase64 Standard { get; } = new("+/", padded: true);

    /// <summary><c>StdEncoding.Strict()</c>: unused bits must be zero.</summary>
    public static GoBase64 StrictStandard { get; } = new("+/", padded: true, strict: true);

    /// <summary><c>URLEncoding</c>: - and _, padded.</summary>
    public static GoBase64 Url { get; } = new("-_", padded: true);

    /// <summary><c>RawStdEncoding</c>.</summary>
    public static GoBase64 RawStandard { get; } = new("+/", padded: false);

    /// <summary><c>RawURLEncoding</c>.</summary>
    public static GoBase64 RawUrl { get; } = new("-_", padded: false);

    /// <summary>The text of bytes.</summary>
    public string Encode(ReadOnlySpan<byte> bytes)
    {
        string text = Convert.ToBase64String(bytes);
        text = _alphabet[62] == '-' ? text.Replace('+', '-').Replace('/', '_') : text;
        return _padded ? text : text.TrimEnd('=');
    }

    /// <summary>Decodes a text; line ends within it do not count.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The bytes, on error those that were decoded before it.</param>
    /// <returns>Null, or Go's error: <c>illegal base64 data at input byte 4</c>.</returns>
    public string? Decode(string text, out byte[] bytes)
    {
        byte[] source = GoString.ToBytes(text);
        List<byte> result = new(source.Length * 3 / 4);
        int at = 0;
        int? illegal = null;
        while (illegal is null && DecodeQuantum(source, ref at, result, ref illegal))
        {
        }

        bytes = [.. result];
        return illegal is { } position ? $"illegal base64 data at input byte {position}" : null;
    }

    /// <returns>False at the end.</returns>
    private bool DecodeQuantum(byte[] source, ref int at, List<byte> result, ref int? illegal)
    {
        Span<int> quantum = stackalloc int[4];
        int length = 0;
        bool end = false;
        while (length < 4)
        {
            if (at == source.Length)
            {
                if (length == 0)
                {
                    return false;
                }

                if (length == 1 || _padded)
                {
                    illegal = at - length;
                    return false;
                }

                end = true;
                break;
            }

            byte c = source[at++];
            int digit = _alphabet.IndexOf((char)c, StringComparison.Ordinal);
            if (digit >= 0)
            {
                quantum[length++] = digit;
                continue;
            }

            if (c is (byte)'\n' or (byte)'\r')
            {
                continue;
            }

            if (c != '=' || !_padded || length < 2)
            {
                illegal = at - 1;
                return false;
            }

            if (length == 2 && !ReadSecondPadding(source, ref at, ref illegal))
            {
                return false;
            }

            SkipLineEnds(source, ref at);
            illegal = at < source.Length ? at : null;    // what came before garbage counts
            end = true;
            break;
        }

        int unused = length == 2 ? quantum[1] & 0xF : length == 3 ? quantum[2] & 0x3 : 0;
        if (_strict && unused != 0)
        {
            illegal = at - (4 - length);
            return false;
        }

        Write(quantum, length, result);
        return !end;
    }

    private static bool ReadSecondPadding(byte[] source, ref int at, ref int? illegal)
    {
        SkipLineEnds(source, ref at);
        if (at < source.Length && source[at] == '=')
        {
            at++;
            return true;
        }

        illegal = at == source.Length ? at : at - 1;
        return false;
    }

    private static void SkipLineEnds(byte[] source, ref int at)
    {
        while (at < source.Length && source[at] is (byte)'\n' or (byte)'\r')
        {
            at++;
        }
    }

    private static void Write(ReadOnlySpan<int> quantum, int length, List<byte> result)
    {
        int bits = (quantum[0] << 18) | (quantum[1] << 12) | (quantum[2] << 6) | quantum[3];
        for (int index = 0; index < length - 1; index++)
        {
            result.Add((byte)(bits >> (16 - (index * 8))));
        }
    }
}
