using Cronos;
using Steersman.GoTemplate.Formatting.Times;

namespace Steersman.Operator.Decisions.Windows;

/// <summary>The instants at which a cron schedule comes, in a time zone. Pure, and without the machine's time zones: the operator's image has none.</summary>
/// <remarks>
/// Where clocks are put forward and back, times come as in Vixie's cron: one that is left out comes when the clocks are put forward, one that comes twice counts the first time. Where minute or
/// hour are not fixed (<c>*</c>, <c>/</c>, <c>-</c>) the schedule goes by what the clock shows.
/// </remarks>
internal sealed class WindowSchedule
{
    // Two changes of the clock a year: as far ahead as the library looks.
    private const int MaxSpans = 200;

    private readonly CronExpression _cron;
    private readonly GoLocation _zone;
    private readonly bool _isInterval;

    private WindowSchedule(CronExpression cron, GoLocation zone, bool isInterval)
    {
        _cron = cron;
        _zone = zone;
        _isInterval = isInterval;
    }

    /// <summary>Reads a schedule of five fields, or one of cron's names such as <c>@daily</c>.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="timeZone">Name of a zone in the IANA database; null: UTC.</param>
    /// <exception cref="FormatException">It is no schedule, or there is no such zone; the message begins with the field.</exception>
    public static WindowSchedule Parse(string schedule, string? timeZone)
    {
        GoLocation? zone = timeZone switch
        {
            null => GoLocation.Utc,
            "" or "Local" => null,
            _ => GoLocation.Load(timeZone),
        };
        if (zone is null)
        {
            throw new FormatException($"timeZone: there is no time zone \"{timeZone}\": use a name of the IANA database, such as Europe/Berlin");
        }

        try
        {
            return new WindowSchedule(CronExpression.Parse(schedule, CronFormat.Standard), zone, IsInterval(schedule));
        }
        catch (Exception exception) when (exception is CronFormatException or MissingSeedException)
        {
            throw new FormatException($"schedule: \"{schedule}\" is no cron schedule of five fields: {exception.Message}", exception);
        }
    }

    /// <summary>The first instant after <paramref name="time"/>; null where there is none.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset time)
    {
        long from = time.ToUnixTimeSeconds();
        bool isIncluded = false;
        (int Offset, long Start, long End) span = _zone.Span(from);
        int before = span.Start == long.MinValue ? span.Offset : _zone.Span(span.Start - 1).Offset;
        for (int spans = 0; spans < MaxSpans; spans++)
        {
            long clock = from + span.Offset;

            // What the clock showed before it was put back has come already.
            if (!_isInterval && before > span.Offset && clock < span.Start + before)
            {
                clock = span.Start + before;
                isIncluded = true;
            }

            if (NextOnClock(clock, isIncluded) is not { } next)
            {
                return null;
            }

            if (span.End == long.MaxValue || next - span.Offset < span.End)
            {
                return DateTimeOffset.FromUnixTimeSeconds(next - span.Offset);
            }

            (int Offset, long Start, long End) following = _zone.Span(span.End);
            if (!_isInterval && next < span.End + following.Offset)
            {
                return DateTimeOffset.FromUnixTimeSeconds(span.End);
            }

            (before, from, span, isIncluded) = (span.Offset, span.End, following, true);
        }

        return null;
    }

    private long? NextOnClock(long clock, bool isIncluded) =>
        _cron.GetNextOccurrence(DateTime.UnixEpoch.AddSeconds(clock), isIncluded) is { } next ? (long)(next - DateTime.UnixEpoch).TotalSeconds : null;

    private static bool IsInterval(string schedule)
    {
        string[] fields = schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields is [var minute, var hour, _, _, _] ? $"{minute}{hour}".AsSpan().ContainsAny("*/-") : fields is ["@hourly" or "@every_minute"];
    }
}
