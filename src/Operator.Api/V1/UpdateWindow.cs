using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A time, coming again and again, in which the release may be changed.</summary>
public sealed record UpdateWindow
{
    [Description("When the window opens, in cron's form of five fields (minute, hour, day of the month, month, day of the week), such as \"0 22 * * 1-5\". Where clocks are put forward a time that is left out opens the window at once; where they are put back a time that comes twice opens it once, unless minute or hour are given by *, / or -.")]
    [SchemaText(MinLength = 1, MaxLength = 100)]
    public required string Schedule { get; init; }

    [Description("How long the window is open, such as 2h; at most 744h. An operation that began in it goes on after its end.")]
    public required TimeSpan Duration { get; init; }

    [Description("Time zone of the schedule by its name in the IANA database, such as Europe/Berlin. Default: UTC.")]
    [SchemaText(MinLength = 1, MaxLength = 64)]
    public string? TimeZone { get; init; }
}
