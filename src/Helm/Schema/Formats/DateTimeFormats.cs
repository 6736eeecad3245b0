using System.Text;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Times;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Schema.Formats;

/// <summary>Dates and times (RFC 3339, section 5.6). Places in the texts are counted in bytes.</summary>
internal static class DateTimeFormats
{
    public static string? CheckDate(string text) => GoTime.Parse("2006-01-02", text, GoLocation.Utc, out _);

    public static string? CheckTime(string text) => CheckTimeBytes(Bytes(text));

    public static string? CheckDateTime(string text)
    {
        string bytes = Bytes(text);
        if (bytes.Length < 20)
        {
            return "less than 20 characters long";
        }

        if (bytes[10] is not ('t' or 'T'))
        {
            return "11th character must be t or T";
        }

        string date = GoString.FromBytes(Encoding.Latin1.GetBytes(bytes[..10]));
        return DurationFormat.Prefixed("invalid date element: ", CheckDate(date)) ?? DurationFormat.Prefixed("invalid time element: ", CheckTimeBytes(bytes[11..]));
    }

    // One character for each byte of UTF-8.
    private static string Bytes(string text) => Encoding.Latin1.GetString(GoString.ToBytes(text));

    private static string? CheckTimeBytes(string text)
    {
        if (text.Length < 9)
        {
            return "less than 9 characters long";
        }

        if (text[2] != ':' || text[5] != ':')
        {
            return "missing colon in correct place";
        }

        string? error = ParseNumber(text[..2], "hour/min/sec", out int hour) ?? ParseNumber(text[3..5], "hour/min/sec", out _) ?? ParseNumber(text[6..8], "hour/min/sec", out _);
        if (error is not null)
        {
            return error;
        }

        ParseNumber(text[3..5], "", out int minute);
        ParseNumber(text[6..8], "", out int second);
        if (hour > 23 || minute > 59 || second > 60)
        {
            return "hour/min/sec out of range";
        }

        string rest = text[8..];
        if (rest[0] == '.')
        {
            int digits = 1;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            {
                digits++;
            }

            if (digits == 1)
            {
                return "no digits in second fraction";
            }

            rest = rest[digits..];
        }

        int minutes = (hour * 60) + minute;
        if (rest is not ("z" or "Z"))
        {
            if (ParseOffset(rest, out int offset) is { } offsetError)
            {
                return offsetError;
            }

            minutes -= offset;
            minutes += minutes < 0 ? 24 * 60 : 0;
        }

        return second >= 60 && minutes != (23 * 60) + 59 ? "invalid leap second" : null;
    }

    private static string? ParseOffset(string text, out int minutes)
    {
        minutes = 0;
        if (text.Length != 6)
        {
            return "offset must be 6 characters long";
        }

        if (text[0] is not ('+' or '-'))
        {
            return "offset must begin with plus/minus";
        }

        if (text[3] != ':')
        {
            return "missing colon in offset in correct place";
        }

        int minute = 0;
        string? error = ParseNumber(text[1..3], "hour/min in offset", out int hour) ?? ParseNumber(text[4..], "hour/min in offset", out minute);
        if (error is not null)
        {
            return error;
        }

        minutes = (text[0] == '+' ? 1 : -1) * ((hour * 60) + minute);
        return hour > 23 || minute > 59 ? "hour/min in offset out of range" : null;
    }

    private static string? ParseNumber(string text, string what, out int number)
    {
        bool isNumber = GoNumber.Atoi(text, out long value) == NumberError.None;
        number = (int)value;
        return !isNumber ? $"invalid {what}" : value < 0 ? $"non-positive {what}" : null;
    }
}
