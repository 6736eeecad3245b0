using System.Text;

namespace Steersman.Operator.Decisions.Reporting;

/// <summary>The text of an event: the cause first, then as many of a log's last lines as fit.</summary>
internal static class EventNote
{
    /// <summary>The most bytes of an event's note that the API server takes.</summary>
    public const int MaxBytes = 1024;

    private const string Heading = "\nlast lines of the log:\n";
    private const string Cut = "…";

    /// <summary>The message with the end of a log behind it; of the last line alone the end, where it is too long.</summary>
    public static string WithLog(string message, string? log)
    {
        message = Head(message, MaxBytes);
        int room = MaxBytes - Encoding.UTF8.GetByteCount(message) - Encoding.UTF8.GetByteCount(Heading);
        if (string.IsNullOrWhiteSpace(log) || room < 2 * Encoding.UTF8.GetByteCount(Cut))
        {
            return message;
        }

        string[] lines = [.. log.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
        string tail = "";
        for (int index = lines.Length - 1; index >= 0; index--)
        {
            string longer = tail.Length == 0 ? lines[index] : $"{lines[index]}\n{tail}";
            if (Encoding.UTF8.GetByteCount(longer) > room)
            {
                tail = tail.Length == 0 ? Tail(lines[index], room) : tail;
                break;
            }

            tail = longer;
        }

        return $"{message}{Heading}{tail}";
    }

    private static string Head(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
        {
            return text;
        }

        int room = bytes - Encoding.UTF8.GetByteCount(Cut);
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return $"{text[..length]}{Cut}";
    }

    private static string Tail(string line, int bytes)
    {
        int room = bytes - Encoding.UTF8.GetByteCount(Cut);
        int start = line.Length;
        while (start > 0)
        {
            int width = start > 1 && char.IsSurrogatePair(line[start - 2], line[start - 1]) ? 2 : 1;
            room -= Encoding.UTF8.GetByteCount(line.AsSpan(start - width, width));
            if (room < 0)
            {
                break;
            }

            start -= width;
        }

        return $"{Cut}{line[start..]}";
    }
}
