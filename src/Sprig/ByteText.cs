using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.Sprig;

/// <summary>Go strings for functions that count bytes: each byte as the character of its number, which Go's <c>rune(s[i])</c> makes of it too.</summary>
internal static class ByteText
{
    /// <summary>The bytes as characters U+0000 to U+00FF; ASCII stays the text it is.</summary>
    public static string From(string text) => Ascii.IsValid(text) ? text : System.Text.Encoding.Latin1.GetString(GoString.ToBytes(text));

    /// <summary>The Go string of such bytes.</summary>
    public static string ToText(string bytes) => Ascii.IsValid(bytes) ? bytes : GoString.FromBytes(System.Text.Encoding.Latin1.GetBytes(bytes));

    /// <summary>Go's <c>s[start:end]</c>; null bounds are those of the text.</summary>
    /// <exception cref="FunctionException">Out of range, with the words of Go's panic.</exception>
    public static string Slice(string text, long? start, long? end)
    {
        string bytes = From(text);
        long from = start ?? 0;
        long to = end ?? bytes.Length;
        if (end is not null && (to < 0 || to > bytes.Length))
        {
            throw new FunctionException($"runtime error: slice bounds out of range [:{to}]{(to < 0 ? "" : $" with length {bytes.Length}")}");
        }

        if (from < 0 || from > to)
        {
            throw new FunctionException($"runtime error: slice bounds out of range [{from}:{(from < 0 ? "" : to)}]");
        }

        return ToText(bytes[(int)from..(int)to]);
    }
}
