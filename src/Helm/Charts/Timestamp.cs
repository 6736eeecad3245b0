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

    /// <summary>Reads RFC 3339 as Go does from JSON.</summary>
    /// <exception cref="HelmException">The text is no such time.</exception>
    public static Timestamp Parse(string text) => TimestampParser.Parse(text);

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
}
