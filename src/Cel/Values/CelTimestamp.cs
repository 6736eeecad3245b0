namespace Steersman.Cel.Values;

/// <summary>An instant, with the offset it was written with: Go keeps that and shows it again.</summary>
/// <param name="Seconds">Seconds since 1970 in UTC.</param>
/// <param name="Nanoseconds">0 to 999,999,999.</param>
/// <param name="OffsetSeconds">Seconds east of Greenwich.</param>
internal sealed record CelTimestamp(long Seconds, int Nanoseconds, int OffsetSeconds) : IComparable<CelTimestamp>
{
    /// <summary>The beginning of the year 1.</summary>
    public const long MinSeconds = -62135596800;

    /// <summary>The last second of the year 9999.</summary>
    public const long MaxSeconds = 253402300799;

    public static bool IsInRange(long seconds) => seconds is >= MinSeconds and <= MaxSeconds;

    public int CompareTo(CelTimestamp? other) => other is null ? 1 : Seconds != other.Seconds ? Seconds.CompareTo(other.Seconds) : Nanoseconds.CompareTo(other.Nanoseconds);
}
