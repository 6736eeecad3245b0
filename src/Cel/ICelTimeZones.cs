namespace Steersman.Cel;

/// <summary>Knows the clocks of the world, for <c>getHours('America/New_York')</c>.</summary>
public interface ICelTimeZones
{
    /// <summary>How far the clock of a zone is from UTC at an instant.</summary>
    /// <param name="zone">A name of the IANA database.</param>
    /// <param name="unixSeconds">The instant.</param>
    /// <param name="offsetSeconds">Seconds east of Greenwich.</param>
    /// <returns>False where there is no such zone.</returns>
    bool TryGetOffset(string zone, long unixSeconds, out int offsetSeconds);
}
