namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>The next piece of a layout: literal text, then a field.</summary>
internal readonly ref struct TimePiece
{
    private static readonly string[] Offsets =
        ["-07:00:00", "-070000", "-07:00", "-0700", "-07", "Z07:00:00", "Z070000", "Z07:00", "Z0700", "Z07"];

    private TimePiece(ReadOnlySpan<char> prefix, TimeField field, ReadOnlySpan<char> text, ReadOnlySpan<char> rest)
    {
        Prefix = prefix;
        Field = field;
        Text = text;
        Rest = rest;
    }

    /// <summary>Text before the field.</summary>
    public ReadOnlySpan<char> Prefix { get; }

    public TimeField Field { get; }

    /// <summary>The field as the layout spells it.</summary>
    public ReadOnlySpan<char> Text { get; }

    /// <summary>The layout behind the field.</summary>
    public ReadOnlySpan<char> Rest { get; }

    /// <summary>Finds the first field of a layout.</summary>
    public static TimePiece Next(ReadOnlySpan<char> layout)
    {
        for (int index = 0; index < layout.Length; index++)
        {
            (TimeField field, int skip, int length) = Match(layout[index..]);
            if (field is not TimeField.None)
            {
                int at = index + skip;
                return new(layout[..at], field, layout.Slice(at, length), layout[(at + length)..]);
            }
        }

        return new(layout, TimeField.None, default, default);
    }

    private static (TimeField Field, int Skip, int Length) Match(ReadOnlySpan<char> layout)
    {
        switch (layout[0])
        {
            case 'J' when layout.StartsWith("January"):
                return (TimeField.LongMonth, 0, 7);
            case 'J' when layout.StartsWith("Jan") && !StartsWithLower(layout[3..]):
                return (TimeField.Month, 0, 3);
            case 'M' when layout.StartsWith("Monday"):
                return (TimeField.LongWeekDay, 0, 6);
            case 'M' when layout.StartsWith("Mon") && !StartsWithLower(layout[3..]):
                return (TimeField.WeekDay, 0, 3);
            case 'M' when layout.StartsWith("MST"):
                return (TimeField.ZoneName, 0, 3);
            case '0':
                return MatchZero(layout);
            case '1':
                return layout.StartsWith("15") ? (TimeField.Hour, 0, 2) : (TimeField.NumMonth, 0, 1);
            case '2':
                return layout.StartsWith("2006") ? (TimeField.LongYear, 0, 4) : (TimeField.Day, 0, 1);
            case '_' when layout.StartsWith("_2006"):
                return (TimeField.LongYear, 1, 4);    // the underscore is text here
            case '_' when layout.StartsWith("_2"):
                return (TimeField.UnderDay, 0, 2);
            case '_' when layout.StartsWith("__2"):
                return (TimeField.UnderYearDay, 0, 3);
            case '3':
                return (TimeField.Hour12, 0, 1);
            case '4':
                return (TimeField.Minute, 0, 1);
            case '5':
                return (TimeField.Second, 0, 1);
            case 'P' when layout.StartsWith("PM"):
                return (TimeField.UpperPm, 0, 2);
            case 'p' when layout.StartsWith("pm"):
                return (TimeField.LowerPm, 0, 2);
            case '-' or 'Z':
                return MatchOffset(layout);
            case '.' or ',':
                return MatchFraction(layout);
            default:
                return default;
        }
    }

    private static (TimeField Field, int Skip, int Length) MatchZero(ReadOnlySpan<char> layout)
    {
        if (layout.StartsWith("002"))
        {
            return (TimeField.ZeroYearDay, 0, 3);
        }

        TimeField field = layout.Length < 2 ? TimeField.None : layout[1] switch
        {
            '1' => TimeField.ZeroMonth,
            '2' => TimeField.ZeroDay,
            '3' => TimeField.ZeroHour12,
            '4' => TimeField.ZeroMinute,
            '5' => TimeField.ZeroSecond,
            '6' => TimeField.Year,
            _ => TimeField.None,
        };
        return (field, 0, 2);
    }

    private static (TimeField Field, int Skip, int Length) MatchOffset(ReadOnlySpan<char> layout)
    {
        foreach (string offset in Offsets)
        {
            if (layout.StartsWith(offset))
            {
                return (TimeField.Offset, 0, offset.Length);
            }
        }

        return default;
    }

    private static (TimeField Field, int Skip, int Length) MatchFraction(ReadOnlySpan<char> layout)
    {
        if (layout.Length < 2 || layout[1] is not ('0' or '9'))
        {
            return default;
        }

        int end = 1;
        while (end < layout.Length && layout[end] == layout[1])
        {
            end++;
        }

        // Another digit behind it makes it something else.
        if (end < layout.Length && char.IsAsciiDigit(layout[end]))
        {
            return default;
        }

        return (layout[1] == '0' ? TimeField.FractionZeros : TimeField.FractionNines, 0, end);
    }

    private static bool StartsWithLower(ReadOnlySpan<char> text) => text.Length > 0 && char.IsAsciiLetterLower(text[0]);
}
