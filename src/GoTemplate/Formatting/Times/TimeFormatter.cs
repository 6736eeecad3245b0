using System.Globalization;
using System.Text;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>Go's <c>Time.Format</c>.</summary>
internal static class TimeFormatter
{
    public static string Format(GoTime time, string layout)
    {
        StringBuilder result = new(layout.Length + 8);
        ReadOnlySpan<char> rest = layout;
        while (!rest.IsEmpty)
        {
            TimePiece piece = TimePiece.Next(rest);
            result.Append(piece.Prefix);
            if (piece.Field is TimeField.None)
            {
                break;
            }

            rest = piece.Rest;
            Append(result, time, piece);
        }

        return result.ToString();
    }

    private static void Append(StringBuilder result, GoTime time, TimePiece piece)
    {
        (long year, int month, int day) = time.Date;
        (int hour, int minute, int second) = time.Clock;
        int hour12 = hour % 12 == 0 ? 12 : hour % 12;
        switch (piece.Field)
        {
            case TimeField.Year: AppendInt(result, Math.Abs(year) % 100, 2); break;
            case TimeField.LongYear: AppendInt(result, year, 4); break;
            case TimeField.Month: result.Append(GoCalendar.MonthNames[month - 1].AsSpan(0, 3)); break;
            case TimeField.LongMonth: result.Append(GoCalendar.MonthNames[month - 1]); break;
            case TimeField.NumMonth: result.Append(month); break;
            case TimeField.ZeroMonth: AppendInt(result, month, 2); break;
            case TimeField.WeekDay: result.Append(GoCalendar.DayNames[time.Weekday].AsSpan(0, 3)); break;
            case TimeField.LongWeekDay: result.Append(GoCalendar.DayNames[time.Weekday]); break;
            case TimeField.Day: result.Append(day); break;
            case TimeField.UnderDay: result.Append(CultureInfo.InvariantCulture, $"{day,2}"); break;
            case TimeField.ZeroDay: AppendInt(result, day, 2); break;
            case TimeField.UnderYearDay: result.Append(CultureInfo.InvariantCulture, $"{time.YearDay,3}"); break;
            case TimeField.ZeroYearDay: AppendInt(result, time.YearDay, 3); break;
            case TimeField.Hour: AppendInt(result, hour, 2); break;
            case TimeField.Hour12: result.Append(hour12); break;
            case TimeField.ZeroHour12: AppendInt(result, hour12, 2); break;
            case TimeField.Minute: result.Append(minute); break;
            case TimeField.ZeroMinute: AppendInt(result, minute, 2); break;
            case TimeField.Second: result.Append(second); break;
            case TimeField.ZeroSecond: AppendInt(result, second, 2); break;
            case TimeField.UpperPm: result.Append(hour >= 12 ? "PM" : "AM"); break;
            case TimeField.LowerPm: result.Append(hour >= 12 ? "pm" : "am"); break;
            case TimeField.ZoneName: AppendZone(result, time.Zone.Name, time.Zone.Offset); break;
            case TimeField.Offset: AppendOffset(result, time.Zone.Offset, piece.Text); break;
            default: AppendFraction(result, time.Nanoseconds, piece); break;
        }
    }

    private static void AppendInt(StringBuilder result, long number, int width)
    {
        if (number < 0)
        {
            result.Append('-');
        }

        result.Append(Math.Abs(number).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'));
    }

    private static void AppendZone(StringBuilder result, string name, int offset)
    {
        if (name.Length > 0)
        {
            result.Append(name);
        }
        else
        {
            AppendOffset(result, offset, "-0700");
        }
    }

    private static void AppendOffset(StringBuilder result, int offset, ReadOnlySpan<char> layout)
    {
        if (layout[0] == 'Z' && offset == 0)
        {
            result.Append('Z');
            return;
        }

        int minutes = offset / 60;    // the sign is that of whole minutes
        result.Append(minutes < 0 ? '-' : '+');
        AppendInt(result, Math.Abs(minutes) / 60, 2);
        if (layout.Length <= 3)
        {
            return;
        }

        bool colon = layout.Contains(':');
        result.Append(colon ? ":" : "");
        AppendInt(result, Math.Abs(minutes) % 60, 2);
        if (layout.Length >= 7 && layout is not ("-07:00" or "Z07:00"))
        {
            result.Append(colon ? ":" : "");
            AppendInt(result, Math.Abs(offset) % 60, 2);
        }
    }

    private static void AppendFraction(StringBuilder result, int nanoseconds, TimePiece piece)
    {
        int digits = Math.Min(piece.Text.Length - 1, 9);
        string text = nanoseconds.ToString("000000000", CultureInfo.InvariantCulture)[..digits];
        if (piece.Field is TimeField.FractionNines)
        {
            text = text.TrimEnd('0');
            if (text.Length == 0)
            {
                return;
            }
        }

        result.Append(piece.Text[0]).Append(text);
    }
}
