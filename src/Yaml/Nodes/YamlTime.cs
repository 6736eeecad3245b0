using System.Globalization;
using System.Text;

namespace Steersman.Yaml.Nodes;

/// <summary>A time as a plain scalar gives it, in its own zone.</summary>
/// <param name="OffsetMinutes">Minutes east of UTC.</param>
public sealed record YamlTime(int Year, int Month, int Day, int Hour, int Minute, int Second, int Nanosecond, int OffsetMinutes)
{
    /// <summary>The time in Go's <c>RFC3339Nano</c>.</summary>
    public override string ToString()
    {
        StringBuilder text = new(35);
        text.Append(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}T{Hour:00}:{Minute:00}:{Second:00}");
        if (Nanosecond > 0)
        {
            text.Append('.').Append(Nanosecond.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0'));
        }

        return OffsetMinutes == 0
            ? text.Append('Z').ToString()
            : text.Append(CultureInfo.InvariantCulture, $"{(OffsetMinutes < 0 ? '-' : '+')}{Math.Abs(OffsetMinutes) / 60:00}:{Math.Abs(OffsetMinutes) % 60:00}").ToString();
    }
}
