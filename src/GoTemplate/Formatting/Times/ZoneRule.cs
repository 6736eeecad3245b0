using System.Buffers;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>The rule of a POSIX TZ text, such as <c>CET-1CEST,M3.5.0,M10.5.0/3</c>.</summary>
internal sealed class ZoneRule
{
    private static readonly SearchValues<char> NameEnd = SearchValues.Create("+-,0123456789");

    private readonly ZoneType _standard;
    private readonly ZoneType? _daylight;
    private readonly ZoneRuleDay _start;
    private readonly ZoneRuleDay _end;

    private ZoneRule(ZoneType standard, ZoneType? daylight, ZoneRuleDay start, ZoneRuleDay end)
    {
        _standard = standard;
        _daylight = daylight;
        _start = start;
        _end = end;
    }

    /// <summary>Reads a text of the database, which is well-formed.</summary>
    public static ZoneRule Parse(ReadOnlySpan<char> text)
    {
        string name = ReadName(ref text);
        int offset = -ReadTime(ref text);
        ZoneType standard = new(name, offset, false);
        if (text.IsEmpty)
        {
            return new(standard, null, default, default);
        }

        name = ReadName(ref text);
        offset = text[0] == ',' ? offset + 3600 : -ReadTime(ref text);
        text = text[1..];
        ZoneRuleDay start = ZoneRuleDay.Read(ref text);
        text = text[1..];
        return new(standard, new ZoneType(name, offset, true), start, ZoneRuleDay.Read(ref text));
    }

    public ZoneSpan Lookup(long unixSeconds)
    {
        if (_daylight is not { } daylight)
        {
            return new(_standard.Name, _standard.Offset, false, long.MinValue, long.MaxValue);
        }

        // The year is that of standard time; changes of the years around it bound the span.
        long year = GoCalendar.DateOf(GoCalendar.FloorDiv(unixSeconds + _standard.Offset, GoCalendar.SecondsPerDay)).Year;
        ZoneType zone = _standard;
        long from = long.MinValue;
        for (long y = year - 1; y <= year + 1; y++)
        {
            long start = _start.InstantOf(y) - _standard.Offset;
            long end = _end.InstantOf(y) - daylight.Offset;
            (long first, ZoneType afterFirst, long second, ZoneType afterSecond) = start < end
                ? (start, daylight, end, _standard)
                : (end, _standard, start, daylight);
            if (unixSeconds < first)
            {
                return new(zone.Name, zone.Offset, zone.IsDaylight, from, first);
            }

            if (unixSeconds < second)
            {
                return new(afterFirst.Name, afterFirst.Offset, afterFirst.IsDaylight, first, second);
            }

            (zone, from) = (afterSecond, second);
        }

        return new(zone.Name, zone.Offset, zone.IsDaylight, from, long.MaxValue);
    }

    /// <summary>Reads <c>[+-]hh[:mm[:ss]]</c> as seconds.</summary>
    internal static int ReadTime(ref ReadOnlySpan<char> text)
    {
        int sign = text[0] == '-' ? -1 : 1;
        if (text[0] is '+' or '-')
        {
            text = text[1..];
        }

        int seconds = 0;
        for (int unit = 3600; unit > 0; unit /= 60)
        {
            seconds += ReadNumber(ref text) * unit;
            if (text.IsEmpty || text[0] != ':')
            {
                break;
            }

            text = text[1..];
        }

        return sign * seconds;
    }

    internal static int ReadNumber(ref ReadOnlySpan<char> text)
    {
        int number = 0;
        while (!text.IsEmpty && char.IsAsciiDigit(text[0]))
        {
            number = (number * 10) + (text[0] - '0');
            text = text[1..];
        }

        return number;
    }

    private static string ReadName(ref ReadOnlySpan<char> text)
    {
        int length = text[0] == '<' ? text.IndexOf('>') + 1 : text.IndexOfAny(NameEnd);
        ReadOnlySpan<char> name = text[..length];
        text = text[length..];
        return name.Trim("<>").ToString();
    }
}
