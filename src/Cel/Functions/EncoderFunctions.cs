using Steersman.Cel.Checking;
using Steersman.Cel.Evaluation;
using Steersman.Cel.Values;

namespace Steersman.Cel.Functions;

/// <summary>Base64 (cel-go <c>ext.Encoders</c>).</summary>
internal static class EncoderFunctions
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static IEnumerable<CelFunction> All { get; } =
    [
        new("base64.decode", [new Overload(false, CelType.Bytes, [CelType.String], Decode)]),
        new("base64.encode", [new Overload(false, CelType.String, [CelType.Bytes], Encode)]),
    ];

    private static CelValue Encode(EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        context.SpendText(values[0].AsBytes.Length);
        return CelValue.FromString(Convert.ToBase64String(values[0].AsBytes));
    }

    /// <summary>With padding or without it; line breaks are skipped, as Go does.</summary>
    private static CelValue Decode(EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        context.SpendText(values[0].AsString.Length);
        byte[] text = System.Text.Encoding.UTF8.GetBytes(values[0].AsString);
        if (TryDecode(text, hasPadding: true, out byte[] bytes, out int failedAt) || TryDecode(text, hasPadding: false, out bytes, out failedAt))
        {
            return CelValue.FromBytes(bytes);
        }

        return CelValue.Error($"illegal base64 data at input byte {failedAt}");
    }

    /// <summary>Go's <c>base64.Encoding.DecodeString</c>.</summary>
    private static bool TryDecode(byte[] text, bool hasPadding, out byte[] bytes, out int failedAt)
    {
        List<byte> decoded = new(text.Length * 3 / 4);
        bytes = [];
        int index = 0;
        while (true)
        {
            uint quantum = 0;
            int digits = 0;
            while (digits < 4)
            {
                if (index == text.Length)
                {
                    if (digits == 0)
                    {
                        bytes = [.. decoded];
                        failedAt = 0;
                        return true;
                    }

                    failedAt = index - digits;
                    if (digits == 1 || hasPadding)
                    {
                        return false;
                    }

                    Append(decoded, quantum, digits);
                    bytes = [.. decoded];
                    return true;
                }

                byte c = text[index++];
                if (c is (byte)'\n' or (byte)'\r')
                {
                    continue;
                }

                int value = Alphabet.IndexOf((char)c, StringComparison.Ordinal);
                if (value < 0)
                {
                    failedAt = index - 1;
                    if (c != '=' || !hasPadding || digits < 2 || !TryReadPadding(text, ref index, digits, ref failedAt))
                    {
                        return false;
                    }

                    Append(decoded, quantum, digits);
                    bytes = [.. decoded];
                    return true;
                }

                quantum |= (uint)value << (18 - (6 * digits));
                digits++;
            }

            Append(decoded, quantum, digits);
        }
    }

    /// <summary>Behind the first padding character: the second where one is missing, and nothing more.</summary>
    private static bool TryReadPadding(byte[] text, ref int index, int digits, ref int failedAt)
    {
        SkipBreaks(text, ref index);
        if (digits == 2)
        {
            if (index == text.Length)
            {
                failedAt = text.Length;
                return false;
            }

            if (text[index] != '=')
            {
                failedAt = index;
                return false;
            }

            index++;
            SkipBreaks(text, ref index);
        }

        failedAt = index;
        return index == text.Length;
    }

    private static void SkipBreaks(byte[] text, ref int index)
    {
        while (index < text.Length && text[index] is (byte)'\n' or (byte)'\r')
        {
            index++;
        }
    }

    private static void Append(List<byte> decoded, uint quantum, int digits)
    {
        for (int shift = 16; digits > 1; digits--, shift -= 8)
        {
            decoded.Add((byte)(quantum >> shift));
        }
    }
}
