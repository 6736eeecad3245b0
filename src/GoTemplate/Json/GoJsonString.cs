using System.Buffers;
using System.Globalization;
using System.Text;

namespace Steersman.GoTemplate.Json;

/// <summary>Strings as encoding/json writes them.</summary>
internal static class GoJsonString
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', '\u2028', '\u2029', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    private static readonly SearchValues<char> SpecialWithHtml = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', '<', '>', '&', '\u2028', '\u2029', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    /// <summary>Appends a quoted string; a byte that is no UTF-8 (a lone surrogate here) becomes <c>\ufffd</c>.</summary>
    public static void Write(StringBuilder target, ReadOnlySpan<char> text, bool escapeHtml)
    {
        SearchValues<char> special = escapeHtml ? SpecialWithHtml : Special;
        target.Append('"');
        while (true)
        {
            int found = text.IndexOfAny(special);
            if (found < 0)
            {
                target.Append(text).Append('"');
                return;
            }

            target.Append(text[..found]);
            char c = text[found];
            if (char.IsHighSurrogate(c) && found + 1 < text.Length && char.IsLowSurrogate(text[found + 1]))
            {
                target.Append(text.Slice(found, 2));
                text = text[(found + 2)..];
                continue;
            }

            _ = c switch
            {
                '"' or '\\' => target.Append('\\').Append(c),
                '\b' => target.Append(@"\b"),
                '\f' => target.Append(@"\f"),
                '\n' => target.Append(@"\n"),
                '\r' => target.Append(@"\r"),
                '\t' => target.Append(@"\t"),
                _ when char.IsSurrogate(c) => target.Append(@"\ufffd"),
                _ => target.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            };
            text = text[(found + 1)..];
        }
    }
}
