using Steersman.GoTemplate.Formatting;

namespace Steersman.Helm.Schema.Formats;

/// <summary>Durations (RFC 3339, appendix A), and periods between times.</summary>
internal static class DurationFormat
{
    private static readonly string[] AllUnits = ["YMD", "HMS"];

    public static string? Check(string text)
    {
        if (!text.StartsWith('P'))
        {
            return "must start with P";
        }

        string rest = text[1..];
        if (rest.Length == 0)
        {
            return "nothing after P";
        }

        if (rest.EndsWith('W'))
        {
            string weeks = rest[..^1];
            return weeks.Length == 0 ? "no number in week" : weeks.All(char.IsAsciiDigit) ? null : "invalid week";
        }

        string[] parts = rest.Split('T');
        for (int index = 0; index < parts.Length; index++)
        {
            if (index != 0 && parts[index].Length == 0)
            {
                return "no time elements";
            }

            if (index >= AllUnits.Length)
            {
                return "more than one T";
            }

            if (CheckElements(parts[index], AllUnits[index]) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    public static string? CheckPeriod(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return "missing slash";
        }

        string start = text[..slash];
        string end = text[(slash + 1)..];
        if (start.StartsWith('P'))
        {
            return Prefixed("invalid start duration: ", Check(start)) ?? Prefixed("invalid end date-time: ", DateTimeFormats.CheckDateTime(end));
        }

        return Prefixed("invalid start date-time: ", DateTimeFormats.CheckDateTime(start))
            ?? (end.StartsWith('P') ? Prefixed("invalid end duration: ", Check(end)) : Prefixed("invalid end date-time: ", DateTimeFormats.CheckDateTime(end)));
    }

    /// <summary>The error with a prefix; null stays null.</summary>
    public static string? Prefixed(string prefix, string? error) => error is null ? null : prefix + error;

    private static string? CheckElements(string text, string allUnits)
    {
        string units = allUnits;
        for (int index = 0; index < text.Length; index++)
        {
            int start = index;
            while (index < text.Length && char.IsAsciiDigit(text[index]))
            {
                index++;
            }

            if (index == start)
            {
                return "missing number";
            }

            if (index == text.Length)
            {
                return "missing unit";
            }

            int unit = units.IndexOf(text[index], StringComparison.Ordinal);
            if (unit < 0)
            {
                string quoted = GoQuote.QuoteRune(text[index]);
                return allUnits.Contains(text[index], StringComparison.Ordinal) ? $"unit {quoted} out of order" : $"invalid unit {quoted}";
            }

            units = units[(unit + 1)..];
        }

        return null;
    }
}
