using Steersman.GoTemplate.Formatting;

namespace Steersman.Sprig.Keys;

/// <summary>Go's <c>encoding/pem</c>.</summary>
internal static class GoPem
{
    private const int LineLength = 64;
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Dashes = "-----";

    // The search takes the square of it, where blocks begin again and again.
    private const int LongestText = 1 << 16;

    /// <summary>The block with lines of 64 characters and a newline at the end.</summary>
    public static string Encode(string type, ReadOnlySpan<byte> bytes)
    {
        string body = Convert.ToBase64String(bytes);
        List<string> lines = [Begin + type + Dashes];
        for (int at = 0; at < body.Length; at += LineLength)
        {
            lines.Add(body.Substring(at, Math.Min(LineLength, body.Length - at)));
        }

        lines.Add(End + type + Dashes);
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The first block of a text, headers left out; null where there is none within <see cref="LongestText"/>.</summary>
    public static PemBlock? Decode(string text)
    {
        text = text.Length > LongestText ? text[..LongestText] : text;
        string[] lines = text.Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            string first = lines[index].TrimEnd();
            if (!first.StartsWith(Begin, StringComparison.Ordinal) || !first.EndsWith(Dashes, StringComparison.Ordinal) || first.Length < Begin.Length + Dashes.Length)
            {
                continue;
            }

            string type = first[Begin.Length..^Dashes.Length];
            int end = Array.FindIndex(lines, index + 1, line => line.TrimEnd() == End + type + Dashes);
            if (end > 0 && GoBase64.Standard.Decode(Body(lines[(index + 1)..end]), out byte[] bytes) is null)
            {
                return new PemBlock(type, bytes);
            }
        }

        return null;
    }

    private static string Body(string[] lines) =>
        string.Concat(lines.Select(static line => line.Trim()).Where(static line => !line.Contains(':', StringComparison.Ordinal)));
}
