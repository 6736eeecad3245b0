namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>Go's <c>time.Parse</c>.</summary>
internal ref struct TimeParser(string layout, string text)
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

    private bool ReadYear(int digits)
    {
        if (_rest.Length < digits || (digits == 4 && !IsDigit(0)) || !TryAtoi(_rest[..digits], out _year))
        {
            return false;
        }

        _rest = _rest[digits..];
        if (digits == 2)
        {
            _year += _year >= 69 ? 1900 : 2000;
        }

        return true;
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

    private bool ReadNumber(bool twoDigits, int least, int most, string what, out int number)
    {
        number = 0;
        if (!IsDigit(0) || (twoDigits && !IsDigit(1)))
        {
            return false;
        }

        int length = IsDigit(1) ? 2 : 1;
        _ = TryAtoi(_rest[..length], out number);
        _rest = _rest[length..];
        if (number < least || number > most)
        {
            _outOfRange = what;
        }

        return true;
    }

    private bool ReadYearDay(bool threeDigits)
    {
        int length = 0;
        while (length < 3 && IsDigit(length))
        {
            length++;
        }

        if (length == 0 || (threeDigits && length != 3))
        {
            return false;
        }

        _ = TryAtoi(_rest[..length], out _yearDay);
        _rest = _rest[length..];
        return true;
    }

    /// <summary>A fraction in the value is read even where the layout has none.</summary>
    private bool ReadUnaskedFraction()
    {
        if (!StartsFraction() || TimePiece.Next(_layoutRest).Field is TimeField.FractionZeros or TimeField.FractionNines)
        {
            return true;
        }

        return ReadFraction(FractionLength());
    }

    private readonly bool StartsFraction() => _rest.Length >= 2 && _rest[0] is '.' or ',' && IsDigit(1);

    private readonly int FractionLength()
    {
        int length = 1;
        while (IsDigit(length))
        {
            length++;
        }

        return length;
    }

    private bool ReadFraction(int length)
    {
        ReadOnlySpan<char> fraction = _rest[..length];
        if (fraction[0] is not ('.' or ','))
        {
            return false;
        }

        ReadOnlySpan<char> digits = fraction[1..Math.Min(length, 10)];
        if (!TryAtoi(digits, out _nanoseconds))
        {
            return false;
        }

        if (_nanoseconds < 0)
        {
            _outOfRange = "fractional second";
        }

        for (int index = digits.Length; index < 9; index++)
        {
            _nanoseconds *= 10;
        }

        _rest = _rest[length..];
        return true;
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

    private bool ReadOffset(ReadOnlySpan<char> layout)
    {
        if (layout[0] == 'Z' && _rest.Length > 0 && _rest[0] == 'Z')
        {
            _rest = _rest[1..];
            _utc = true;
            return true;
        }

        if (_rest.Length < layout.Length)
        {
            return false;
        }

        ReadOnlySpan<char> value = _rest[..layout.Length];
        bool colon = layout.Contains(':');
        if (colon && (value[3] != ':' || (layout.Length == 9 && value[6] != ':')))
        {
            return false;
        }

        _rest = _rest[layout.Length..];
        int step = colon ? 3 : 2;
        int minutes = 0;
        int seconds = 0;
        if (!TryTwoDigits(value[1..], out int hours)
            || (layout.Length > 3 && !TryTwoDigits(value[(1 + step)..], out minutes))
            || (layout.Length >= 7 && !TryTwoDigits(value[(1 + (2 * step))..], out seconds)))
        {
            return false;
        }

        // Some people do write 24 hours or 60 minutes.
        _outOfRange = hours > 24 ? "time zone offset hour" : minutes > 60 ? "time zone offset minute" : seconds > 60 ? "time zone offset second" : null;
        int offset = (((hours * 60) + minutes) * 60) + seconds;
        _offset = value[0] == '-' ? -offset : offset;
        return value[0] is '+' or '-';
    }

    private bool ReadZone()
    {
        if (_rest.StartsWith("UTC"))
        {
            _utc = true;
            _rest = _rest[3..];
            return true;
        }

        int length = ZoneAbbreviation.LengthOf(_rest);
        if (length == 0)
        {
            return false;
        }

        _zone = _rest[..length].ToString();
        _rest = _rest[length..];
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

    private readonly GoTime ToTime(GoLocation location)
    {
        if (_utc)
        {
            return At(GoLocation.Utc);
        }

        if (_offset is { } offset)
        {
            GoTime time = At(GoLocation.Utc).Add(-offset * GoDuration.Second);
            (string name, int localOffset) = location.Lookup(time.UnixSeconds);
            bool local = localOffset == offset && (_zone.Length == 0 || name == _zone);
            return time.In(local ? location : GoLocation.Fixed(_zone, offset));
        }

        if (_zone.Length > 0)
        {
            GoTime time = At(GoLocation.Utc);
            if (location.OffsetOfName(_zone, time.UnixSeconds) is { } known)
            {
                return time.Add(-known * GoDuration.Second).In(location);
            }

            int made = 0;
            if (_zone.Length > 3 && _zone.StartsWith("GMT", StringComparison.Ordinal) && TryAtoi(_zone.AsSpan(3), out int hours))
            {
                made = hours * 3600;
            }

            return time.Add(-made * GoDuration.Second).In(GoLocation.Fixed(_zone, made));
        }

        return At(location);
    }

    private readonly GoTime At(GoLocation location) => GoTime.Of(_year, _month, _day, _hour, _minute, _second, _nanoseconds, location);

    private readonly bool IsDigit(int index) => index < _rest.Length && char.IsAsciiDigit(_rest[index]);

    private static bool TryTwoDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) && TryAtoi(text[..2], out number);
    }

    private static bool TryAtoi(ReadOnlySpan<char> text, out int number)
    {
        NumberError error = GoNumber.Atoi(text, out long value);
        number = (int)value;
        return error is NumberError.None && text.IndexOf('_') < 0;
    }
}
