namespace Steersman.GoTemplate.Formatting.Times;

// Offsets and zones, and the time that they make of the fields.
internal ref partial struct TimeParser
{
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
}
