namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>Go's <c>time.Parse</c>.</summary>
internal ref partial struct TimeParser(string layout, string text)
{
    private readonly string _layout = layout;
    private readonly string _text = text;
    private ReadOnlySpan<char> _rest = text;
    private ReadOnlySpan<char> _layoutRest;
    private int _year;
    private int _month = -1;
    private int _day = -1;
    private int _yearDay = -1;
    private int _hour;
    private int _minute;
    private int _second;
    private int _nanoseconds;
    private bool _am;
    private bool _pm;
    private bool _utc;
    private int? _offset;
    private string _zone = "";
    private string? _outOfRange;

    public static string? Parse(string layout, string text, GoLocation location, out GoTime time)
    {
        time = GoTime.Zero;
        TimeParser parser = new(layout, text);
        string? error = parser.ReadFields() ?? parser.Complete();
        if (error is null)
        {
            time = parser.ToTime(location);
        }

        return error;
    }

    private string? ReadFields()
    {
        _layoutRest = _layout;
        while (true)
        {
            TimePiece piece = TimePiece.Next(_layoutRest);
            if (!Skip(piece.Prefix))
            {
                return CannotParse(_rest, piece.Prefix);
            }

            if (piece.Field is TimeField.None)
            {
                return _rest.IsEmpty ? null : Problem(": extra text: " + TimeQuote.Quote(_rest.ToString()));
            }

            _layoutRest = piece.Rest;
            ReadOnlySpan<char> hold = _rest;
            bool well = Read(piece);
            if (_outOfRange is not null)
            {
                return Problem($": {_outOfRange} out of range");
            }

            if (!well)
            {
                return CannotParse(hold, piece.Text);
            }
        }
    }

    private readonly string Problem(string message) => "parsing time " + TimeQuote.Quote(_text) + message;

    private readonly string CannotParse(ReadOnlySpan<char> value, ReadOnlySpan<char> element) =>
        $"parsing time {TimeQuote.Quote(_text)} as {TimeQuote.Quote(_layout)}: cannot parse {TimeQuote.Quote(value.ToString())} as {TimeQuote.Quote(element.ToString())}";

    /// <summary>Text of the layout must stand in the value; one blank means any number of them.</summary>
    private bool Skip(ReadOnlySpan<char> prefix)
    {
        while (!prefix.IsEmpty)
        {
            if (prefix[0] == ' ')
            {
                if (_rest.Length > 0 && _rest[0] != ' ')
                {
                    return false;
                }

                prefix = prefix.TrimStart(' ');
                _rest = _rest.TrimStart(' ');
                continue;
            }

            if (_rest.IsEmpty || _rest[0] != prefix[0])
            {
                return false;
            }

            prefix = prefix[1..];
            _rest = _rest[1..];
        }

        return true;
    }

    private bool Read(TimePiece piece)
    {
        switch (piece.Field)
        {
            case TimeField.Year:
                return ReadYear(2);
            case TimeField.LongYear:
                return ReadYear(4);
            case TimeField.Month or TimeField.LongMonth:
                _month = ReadName(GoCalendar.MonthNames, piece.Field is TimeField.Month ? 3 : 0) + 1;
                return _month > 0;
            case TimeField.WeekDay or TimeField.LongWeekDay:
                return ReadName(GoCalendar.DayNames, piece.Field is TimeField.WeekDay ? 3 : 0) >= 0;
            case TimeField.NumMonth or TimeField.ZeroMonth:
                return ReadNumber(piece.Field is TimeField.ZeroMonth, 1, 12, "month", out _month);
            case TimeField.UnderDay or TimeField.Day or TimeField.ZeroDay:
                SkipBlanks(piece.Field is TimeField.UnderDay ? 1 : 0);
                return ReadNumber(piece.Field is TimeField.ZeroDay, 0, 99, "day", out _day);
            case TimeField.UnderYearDay or TimeField.ZeroYearDay:
                SkipBlanks(piece.Field is TimeField.UnderYearDay ? 2 : 0);
                return ReadYearDay(piece.Field is TimeField.ZeroYearDay);
            case TimeField.Hour:
                return ReadNumber(false, 0, 23, "hour", out _hour);
            case TimeField.Hour12 or TimeField.ZeroHour12:
                return ReadNumber(piece.Field is TimeField.ZeroHour12, 0, 12, "hour", out _hour);
            case TimeField.Minute or TimeField.ZeroMinute:
                return ReadNumber(piece.Field is TimeField.ZeroMinute, 0, 59, "minute", out _minute);
            case TimeField.Second or TimeField.ZeroSecond:
                return ReadNumber(piece.Field is TimeField.ZeroSecond, 0, 59, "second", out _second) && (_outOfRange is not null || ReadUnaskedFraction());
            case TimeField.UpperPm:
                return ReadHalf("AM", "PM");
            case TimeField.LowerPm:
                return ReadHalf("am", "pm");
            case TimeField.Offset:
                return ReadOffset(piece.Text);
            case TimeField.ZoneName:
                return ReadZone();
            case TimeField.FractionZeros:
                return _rest.Length >= piece.Text.Length && ReadFraction(piece.Text.Length);
            default:
                return !StartsFraction() || ReadFraction(FractionLength());
        }
    }

    private void SkipBlanks(int most)
    {
        for (; most > 0 && _rest.Length > 0 && _rest[0] == ' '; most--)
        {
            _rest = _rest[1..];
        }
    }

    private int ReadName(ReadOnlySpan<string> names, int length)
    {
        for (int index = 0; index < names.Length; index++)
        {
            ReadOnlySpan<char> name = length > 0 ? names[index].AsSpan(0, length) : names[index];
            if (_rest.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                _rest = _rest[name.Length..];
                return index;
            }
        }

        return -1;
    }

    private bool ReadHalf(string am, string pm)
    {
        if (!_rest.StartsWith(am) && !_rest.StartsWith(pm))
        {
            return false;
        }

        _pm = _rest.StartsWith(pm);
        _am = !_pm;
        _rest = _rest[2..];
        return true;
    }

    private string? Complete()
    {
        if (_pm && _hour < 12)
        {
            _hour += 12;
        }
        else if (_am && _hour == 12)
        {
            _hour = 0;
        }

        if (_yearDay >= 0)
        {
            if (ApplyYearDay() is { } error)
            {
                return Problem(error);
            }
        }
        else
        {
            _month = _month < 0 ? 1 : _month;
            _day = _day < 0 ? 1 : _day;
        }

        return _day < 1 || _day > GoCalendar.DaysIn(_month, _year) ? Problem(": day out of range") : null;
    }

    private string? ApplyYearDay()
    {
        bool leap = GoCalendar.IsLeap(_year);
        if (_yearDay < 1 || _yearDay > (leap ? 366 : 365))
        {
            return ": day-of-year out of range";
        }

        (_, int month, int day) = GoCalendar.DateOf(GoCalendar.DaysOf(_year, 1, _yearDay));
        if (_month >= 0 && _month != month)
        {
            return ": day-of-year does not match month";
        }

        if (_day >= 0 && _day != day)
        {
            return ": day-of-year does not match day";
        }

        _month = month;
        _day = day;
        return null;
    }

    private readonly bool IsDigit(int index) => index < _rest.Length && char.IsAsciiDigit(_rest[index]);
}
