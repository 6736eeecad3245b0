using System.Text;

namespace Steersman.Yaml.Writing;

/// <summary>Base64 of strings that are no UTF-8, in lines as go-yaml breaks them.</summary>
internal static class BinaryText
{
    private const int LineLength = 70;

    /// <summary>Null where the text is well-formed; else its bytes (a lone surrogate U+DC00 + byte stands for one) in base64.</summary>
    public static string? Of(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uDC80', '\uDCFF') < 0 || IsWellFormed(text))
        {
            return null;
        }

        List<byte> bytes = new(text.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (int index = 0; index < text.Length; index++)
        {
            if (Rune.TryGetRuneAt(text, index, out Rune rune))
            {
                bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
                index += rune.Utf16SequenceLength - 1;
            }
            else
            {
                bytes.Add((byte)(text[index] - 0xDC00));
            }
        }

        string base64 = Convert.ToBase64String([.. bytes]);
        if ((base64.Length / LineLength) + 1 == 1)
        {
            return base64;
        }

        StringBuilder lines = new(base64.Length + (base64.Length / LineLength) + 1);
        for (int at = 0; at < base64.Length; at += LineLength)
        {
            lines.Append(base64, at, Math.Min(LineLength, base64.Length - at)).Append('\n');
        }

        return lines.ToString();
    }

    private static bool IsWellFormed(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
            {
                continue;
            }

            if (!Rune.TryGetRuneAt(text, index, out _))
            {
                return false;
            }

            index++;
        }

        return true;
    }
}
