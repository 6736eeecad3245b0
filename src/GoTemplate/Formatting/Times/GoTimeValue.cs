using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>A <see cref="GoTime"/> as a template value: Go's struct <c>time.Time</c> with its methods.</summary>
public sealed class GoTimeValue(GoTime time) : IStringer, IGoSyntax, IGoJson
{
    /// <summary>Go's type <c>time.Time</c>.</summary>
    public static GoType Type => TimeMethods.Time;

    public GoTime Time { get; } = time;

    public GoType GoType => TimeMethods.Time;

    /// <summary>RFC 3339 with nanoseconds.</summary>
    public Value JsonValue => Value.FromString(Time.Format(TimeMethods.Rfc3339Nano));

    /// <summary>A template value of a time.</summary>
    public static Value Of(GoTime time) => Value.FromObject(new GoTimeValue(time));

    public string GoText() => Time.ToString();

    public string GoSyntax() => Time.ToGoSyntax();
}
