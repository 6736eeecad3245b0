using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>A <see cref="GoTime"/> as a template value: Go's struct <c>time.Time</c> with its methods.</summary>
public sealed class GoTimeValue(GoTime time) : IStringer, IGoSyntax, IGoFields, IGoJson
{
    /// <summary>Go's type <c>time.Time</c>.</summary>
    public static GoType Type => TimeMethods.Time;

    public GoTime Time { get; } = time;

    public GoType GoType => TimeMethods.Time;

    /// <summary>RFC 3339 with nanoseconds.</summary>
    public Value JsonValue => Value.FromString(Time.Format(TimeMethods.Rfc3339Nano));

    public string? JsonError => TimeMarshalling.StrictError(Time) is { } error ? "Time.MarshalJSON: " + error : null;

    /// <summary>What verbs that are no texts print: nanoseconds, seconds since year 1, location.</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> GoFields =>
    [
        new("wall", Value.FromInteger(GoType.Uint64, Time.Nanoseconds)),
        new("ext", Value.FromInt64(Time.SecondsOfEra)),
        new("loc", Value.FromObject(new GoLocationValue(Time.Location, isNil: ReferenceEquals(Time.Location, GoLocation.Utc)))),
    ];

    /// <summary>A template value of a time.</summary>
    public static Value Of(GoTime time) => Value.FromObject(new GoTimeValue(time));

    public string GoText() => Time.ToString();

    public string GoSyntax() => Time.ToGoSyntax();
}
