namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>Go's <c>*time.Location</c>: a name, and the zones that hold there over time.</summary>
public sealed class GoLocation
{
    private readonly ZoneTable? _zones;
    private readonly string _abbreviation;
    private readonly int _offset;

    private GoLocation(string name, string abbreviation, int offset, ZoneTable? zones = null)
    {
        Name = name;
        _abbreviation = abbreviation;
        _offset = offset;
        _zones = zones;
    }

    /// <summary>Go's <c>time.UTC</c>.</summary>
    public static GoLocation Utc { get; } = new("UTC", "UTC", 0);

    /// <summary>Go's <c>time.Local</c>: always UTC here, so that a chart renders the same on every machine, and named so, as in Go where <c>TZ</c> says UTC.</summary>
    public static GoLocation Local { get; } = new("UTC", "UTC", 0);

    /// <summary>Go's zero <c>time.Location</c>: no name, and the time of UTC.</summary>
    internal static GoLocation Unset { get; } = new("", "UTC", 0);

    public string Name { get; }

    /// <summary>The zone of a location made by <see cref="Fixed"/>; null for all others.</summary>
    internal ZoneType? FixedZone => _zones is null && !ReferenceEquals(this, Utc) && !ReferenceEquals(this, Local) && !ReferenceEquals(this, Unset) ? new ZoneType(_abbreviation, _offset, false) : null;

    /// <summary>The text that <c>GoString</c> of a time gives for the location.</summary>
    public string GoSyntax => ReferenceEquals(this, Utc) ? "time.UTC" : ReferenceEquals(this, Local) ? "time.Local" : $"time.Location({GoQuote.Quote(Name)})";

    /// <summary>Go's <c>FixedZone</c>.</summary>
    public static GoLocation Fixed(string name, int offset) => new(name, name, offset);

    /// <summary>Go's <c>LoadLocation</c>: "" and UTC are UTC, Local is <see cref="Local"/>, others come from the time zone database of the library.</summary>
    /// <returns>Null where there is no such zone.</returns>
    public static GoLocation? Load(string name) => name switch
    {
        "" or "UTC" => Utc,
        "Local" => Local,
        _ => ZoneDatabase.Find(name) is { } zones ? new GoLocation(name, "", 0, zones) : null,
    };

    /// <summary>The abbreviation and the offset in seconds that hold at an instant.</summary>
    public (string Name, int Offset) Lookup(long unixSeconds)
    {
        if (_zones is null)
        {
            return (_abbreviation, _offset);
        }

        ZoneSpan span = _zones.Lookup(unixSeconds);
        return (span.Name, span.Offset);
    }

    /// <summary>The offset in seconds that holds at an instant, from when it does and until before when, both in Unix seconds.</summary>
    public (int Offset, long Start, long End) Span(long unixSeconds)
    {
        if (_zones is null)
        {
            return (_offset, long.MinValue, long.MaxValue);
        }

        ZoneSpan span = _zones.Lookup(unixSeconds);
        return (span.Offset, span.Start, span.End);
    }

    /// <summary>True where daylight saving time holds at an instant.</summary>
    public bool IsDaylight(long unixSeconds) => _zones is not null && _zones.Lookup(unixSeconds).IsDaylight;

    /// <summary>The location of a time zone of the framework, by its name in the database; UTC is <see cref="Local"/> then.</summary>
    public static GoLocation Of(TimeZoneInfo zone) => zone.HasSameRules(TimeZoneInfo.Utc) ? Local : Load(zone.Id) ?? Local;

    /// <summary>The offset to take from local seconds to get the instant, as Go's <c>time.Date</c> chooses it in gaps and overlaps.</summary>
    internal long OffsetOfLocal(long localSeconds)
    {
        if (_zones is null)
        {
            return _offset;
        }

        ZoneSpan span = _zones.Lookup(localSeconds);
        long instant = localSeconds - span.Offset;
        return instant < span.Start || instant >= span.End ? _zones.Lookup(instant).Offset : span.Offset;
    }

    /// <summary>The offset of an abbreviation that the location uses; null where it uses none such.</summary>
    internal int? OffsetOfName(string abbreviation, long unixSeconds) =>
        _zones is null ? (abbreviation == _abbreviation ? _offset : null) : _zones.OffsetOfName(abbreviation, unixSeconds);
}
