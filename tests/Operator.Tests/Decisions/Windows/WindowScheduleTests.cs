using System.Globalization;
using Steersman.Operator.Decisions.Windows;

namespace Steersman.Operator.Tests.Decisions.Windows;

/// <summary>When schedules come, where clocks are changed too.</summary>
public sealed class WindowScheduleTests
{
    // Europe/Berlin: at 2026-03-29T01:00Z from 02:00 to 03:00, at 2026-10-25T01:00Z from 03:00 to 02:00. Lord Howe: at 2026-04-04T15:00Z from 02:00 to 01:30.
    [TestCase("0 22 * * *", null, "2026-03-01T12:00:00Z", "2026-03-01T22:00:00Z")]
    [TestCase("0 22 * * *", "UTC", "2026-03-01T22:00:00Z", "2026-03-02T22:00:00Z", Description = "only what comes after")]
    [TestCase("0 22 * * *", "UTC", "2026-03-01T21:59:59.9Z", "2026-03-01T22:00:00Z")]
    [TestCase("@daily", "Asia/Tokyo", "2026-03-01T12:00:00Z", "2026-03-01T15:00:00Z")]
    [TestCase("0 9 * * 1-5", "America/New_York", "2026-03-06T20:00:00Z", "2026-03-09T13:00:00Z", Description = "over the weekend in which clocks are put forward")]
    [TestCase("0 0 29 2 *", "Europe/Berlin", "2026-03-01T12:00:00Z", "2028-02-28T23:00:00Z", Description = "years ahead")]
    [TestCase("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", Description = "a time that is left out comes when clocks are put forward")]
    [TestCase("30 2 * * *", "Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z", Description = "and not again that day")]
    [TestCase("0 3 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [TestCase("*/30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-30T00:00:00Z", Description = "what goes by the clock is left out with it")]
    [TestCase("0 * * * *", "Europe/Berlin", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")]
    [TestCase("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", Description = "of a time that comes twice the first one counts")]
    [TestCase("30 2 * * *", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [TestCase("30 2 * * *", "Europe/Berlin", "2026-10-25T01:10:00Z", "2026-10-26T01:30:00Z")]
    [TestCase("0 3 * * *", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z")]
    [TestCase("30 * * * *", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", Description = "what goes by the clock comes twice")]
    [TestCase("0 2 * * *", "Europe/Berlin", "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z")]
    [TestCase("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00:00Z", "2026-04-04T14:45:00Z", Description = "by half an hour")]
    [TestCase("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z")]
    public void The_next_time(string schedule, string? zone, string after, string next) =>
        Assert.That(WindowSchedule.Parse(schedule, zone).NextAfter(Time(after)), Is.EqualTo(Time(next)));

    [Test]
    public void A_day_that_never_is_never_comes() => Assert.That(WindowSchedule.Parse("0 0 31 2 *", "Europe/Berlin").NextAfter(Time("2026-03-01T12:00:00Z")), Is.Null);

    [TestCase("")]
    [TestCase("60 * * * *")]
    [TestCase("* * * *")]
    [TestCase("* * * * * *", Description = "no seconds")]
    [TestCase("@every 5m")]
    [TestCase("H 2 * * *")]
    [TestCase("0 0 * * 8")]
    [TestCase("99999999999999999999 * * * *")]
    [TestCase("*/0 * * * *")]
    public void What_is_no_schedule_is_refused_with_the_field(string schedule) =>
        Assert.That(() => WindowSchedule.Parse(schedule, null), Throws.TypeOf<FormatException>().With.Message.StartsWith("schedule: "));

    [TestCase("Mars/Olympus")]
    [TestCase("Local")]
    [TestCase("")]
    [TestCase("../../etc/passwd")]
    public void What_is_no_time_zone_is_refused_with_the_field(string zone) =>
        Assert.That(() => WindowSchedule.Parse("0 2 * * *", zone), Throws.TypeOf<FormatException>().With.Message.StartsWith("timeZone: "));

    // Minute by minute over a change of the clock: each time is found, and none twice.
    [TestCase("*/7 * * * *", "Europe/Berlin", "2026-10-24T22:00:00Z")]
    [TestCase("17 2,3 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z")]
    [TestCase("17 2,3 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z")]
    [TestCase("*/7 * * * *", "Australia/Lord_Howe", "2026-04-04T12:00:00Z")]
    public void From_any_minute_the_same_times_are_seen(string schedule, string zone, string start)
    {
        WindowSchedule parsed = WindowSchedule.Parse(schedule, zone);
        DateTimeOffset from = Time(start);
        List<DateTimeOffset> walked = [];
        for (DateTimeOffset? next = parsed.NextAfter(from); next <= from.AddDays(2); next = parsed.NextAfter(next!.Value))
        {
            walked.Add(next!.Value);
        }

        IEnumerable<DateTimeOffset> asked = Enumerable.Range(0, 2 * 24 * 60).Select(minute => parsed.NextAfter(from.AddMinutes(minute))!.Value).Where(next => next <= from.AddDays(2)).Distinct();
        Assert.That(asked, Is.EqualTo(walked));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
