using System.Globalization;
using System.Text;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>The quoting in errors of Go's package <c>time</c>: everything but printable ASCII as <c>\xNN</c>, byte by byte.</summary>
internal static class TimeQuote
{
    public static string Quote(string text)
    {
        StringBuilder result = new(text.Length + 2);
        result.Append('"');
        foreach (byte b in GoString.ToBytes(text))
        {
            if (b is >= 0x80 or < 0x20)
            {
                result.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
                continue;
            }

            if (b is (byte)'"' or (byte)'\\')
            {
                result.Append('\\');
            }

            result.Append((char)b);
        }

        return result.Append('"').ToString();
    }
}
