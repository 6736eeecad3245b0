using Steersman.Cel;
using Steersman.GoTemplate.Formatting.Times;

namespace Steersman.Operator.Reconciling;

/// <summary>The time zones that the templates have: the operator's image has none of its own.</summary>
internal sealed class CelTimeZones : ICelTimeZones
{
    public static CelTimeZones Instance { get; } = new();

    public bool TryGetOffset(string zone, long unixSeconds, out int offsetSeconds)
    {
        GoLocation? location = GoLocation.Load(zone);
        offsetSeconds = location?.Lookup(unixSeconds).Offset ?? 0;
        return location is not null;
    }
}
