using System.Globalization;
using System.Runtime.InteropServices;

namespace Steersman.Helm.Charts;

/// <summary>An instant as Go's <c>time.Time</c> keeps it in JSON: nanoseconds and the offset it was written with. The default is Go's zero time.</summary>
/// <param name="Time">The instant to 100 ns, with its offset.</param>
/// <param name="Nanoseconds">The nanoseconds below that, 0 to 99.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Timestamp(DateTimeOffset Time, int Nanoseconds = 0) : IComparable<Timestamp>
{
    /// <summary>True for Go's zero time, which JSON fields marked <c>omitzero</c> leave out.</summary>
    public bool IsZero => Time.UtcTicks == 0 && Nanoseconds == 0;

    public static bool operator <(Timestamp left, Timestamp right) => left.CompareTo(right) < 0;

    public static bool operator >(Timestamp left, Timestamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(Timestamp left, Timestamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Timestamp left, Timestamp right) => left.CompareTo(right) >= 0;

    /// <summary>Reads RFC 3339 as Go's <c>time.Time.UnmarshalJSON</c> does; false where the text is none.</summary>
    public static bool TryParse(string text, out Timestamp value)
    {
        value = default;
        if (text is null || text.Length < 20 || text[10] != 'T')
        {
            return false;
        }

        int end = 19;
        int nanoseconds = 0;
        if (text[end] == '.')
        {
            int digit = 100_000_000;
            for (end++; end < text.Length && char.IsAsciiDigit(text[end]); end++)
            {
                nanoseconds += (text[end] - '0') * digit;
                digit /= 10;
            }

            if (end == 20)
            {
                return false;
            }
        }

        if (!TryParseOffset(text.AsSpan(end), out TimeSpan offset)
            || !DateTime.TryParseExact(text.AsSpan(0, 19), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time))
        {
            return false;
        }

        long ticks = time.Ticks + (nanoseconds / 100);
        long utc = ticks - offset.Ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        value = new Timestamp(new DateTimeOffset(ticks, offset), nanoseconds % 100);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Timestamp other)
    {
        int order = Time.CompareTo(other.Time);
        return order != 0 ? order : Nanoseconds.CompareTo(other.Nanoseconds);
    }

    /// <summary>RFC 3339 with the nanoseconds that are there, as Go writes JSON: <c>2026-03-01T10:00:00.123456789+01:00</c>.</summary>
    public override string ToString()
    {
        string text = Time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        long fraction = (Time.Ticks % TimeSpan.TicksPerSecond * 100) + Nanoseconds;
        if (fraction != 0)
        {
            text += "." + fraction.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        }

        return Time.Offset == TimeSpan.Zero ? text + "Z" : text + Time.ToString("zzz", CultureInfo.InvariantCulture);
    }

    private static bool TryParseOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text is "Z")
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':'
            || !int.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out int hours)
            || !int.TryParse(text[4..6], NumberStyles.None, CultureInfo.InvariantCulture, out int minutes)
            || hours > 14 || minutes > 59)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0);
        if (offset > TimeSpan.FromHours(14))
        {
            return false;
        }

        offset = text[0] == '-' ? -offset : offset;
        return true;
    }
}
