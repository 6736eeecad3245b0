namespace Steersman.Cel.Evaluation;

/// <summary>The zones that the system has (<c>/usr/share/zoneinfo</c>).</summary>
internal sealed class SystemTimeZones : ICelTimeZones
{
    public static SystemTimeZones Instance { get; } = new();

    public bool TryGetOffset(string zone, long unixSeconds, out int offsetSeconds)
    {
        bool isKnown = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out TimeZoneInfo? found);
        offsetSeconds = isKnown ? (int)found!.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(unixSeconds)).TotalSeconds : 0;
        return isKnown;
    }
}
