using System.Buffers;
using System.Globalization;
using System.Text;

namespace Steersman.Operator.Api;

/// <summary>Durations as the CRD writes them: Go's form, restricted to <see cref="Pattern"/>.</summary>
public static class GoDuration
{
    /// <summary>Flux's pattern of every duration.</summary>
    public const string Pattern = @"^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$";

    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789.");

    private const long MaxTicks = TimeSpan.TicksPerDay * 36500;

    /// <summary>Reads a duration.</summary>
    /// <returns>False where the text does not follow <see cref="Pattern"/> or is longer than a hundred years.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text.IsEmpty)
        {
            return false;
        }

        decimal ticks = 0;
        while (!text.IsEmpty)
        {
            int digits = text.IndexOfAnyExcept(Number);
            if (digits is < 1 or > 20 || !decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
                || text[0] == '.' || text[digits - 1] == '.')
            {
                return false;
            }

            text = text[digits..];
            (long unit, int length) = text switch
            {
                ['m', 's', ..] => (TimeSpan.TicksPerMillisecond, 2),
                ['s', ..] => (TimeSpan.TicksPerSecond, 1),
                ['m', ..] => (TimeSpan.TicksPerMinute, 1),
                ['h', ..] => (TimeSpan.TicksPerHour, 1),
                _ => (0L, 0),
            };
            if (length == 0 || number > MaxTicks / unit)
            {
                return false;
            }

            ticks += number * unit;
            text = text[length..];
        }

        duration = TimeSpan.FromTicks((long)Math.Min(ticks, MaxTicks));
        return true;
    }

    /// <summary>Writes a duration as Go's <c>Duration.String</c> does: <c>1h0m0s</c>, <c>5m0s</c>, <c>1.5s</c>, <c>300ms</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(1))
        {
            return duration == TimeSpan.Zero ? "0s" : duration.TotalMilliseconds.ToString("0.####", CultureInfo.InvariantCulture) + "ms";
        }

        StringBuilder text = new();
        long hours = (long)duration.TotalHours;
        if (hours > 0)
        {
            text.Append(hours).Append('h');
        }

        if (hours > 0 || duration.Minutes > 0)
        {
            text.Append(duration.Minutes).Append('m');
        }

        decimal seconds = (duration.Ticks % TimeSpan.TicksPerMinute) / (decimal)TimeSpan.TicksPerSecond;
        return text.Append(seconds.ToString("0.#######", CultureInfo.InvariantCulture)).Append('s').ToString();
    }
}
