namespace Steersman.GoTemplate.Formatting.Times;

// Numbers of a layout: years, days, fractions.
internal ref partial struct TimeParser
{
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
