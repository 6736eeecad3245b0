using System.Text;
using Steersman.GoTemplate.Execution;

namespace Steersman.Sprig;

/// <summary>The word wrapping of Masterminds/goutils, which counts bytes and knows no line but one.</summary>
internal static class Wrapping
{
    /// <summary>Wraps at blanks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Bytes of a line; below 1 means 1.</param>
    /// <param name="newLine">What ends a line; "" means a newline.</param>
    /// <param name="breaksWords">True where longer words are cut.</param>
    /// <param name="frame">Counts the result while it grows.</param>
    public static string Wrap(string text, int width, string newLine, bool breaksWords, Frame frame)
    {
        string bytes = ByteText.From(text);
        string separator = newLine.Length == 0 ? "\n" : ByteText.From(newLine);
        width = Math.Max(width, 1);
        frame.ChargeText(text.Length);
        StringBuilder result = new(bytes.Length + 16);
        int offset = 0;
        while (bytes.Length - offset > width)
        {
            if (bytes[offset] == ' ')
            {
                offset++;
                continue;
            }

            int blank = bytes.LastIndexOf(' ', offset + width, width + 1);
            if (blank < 0 && breaksWords)
            {
                frame.ChargeText(separator.Length);
                result.Append(bytes, offset, width).Append(separator);
                offset += width;
                continue;
            }

            blank = blank < 0 ? bytes.IndexOf(' ', offset + width) : blank;
            if (blank < 0)
            {
                break;
            }

            frame.ChargeText(separator.Length);
            result.Append(bytes, offset, blank - offset).Append(separator);
            offset = blank + 1;
        }

        return ByteText.ToText(result.Append(bytes, offset, bytes.Length - offset).ToString());
    }
}
