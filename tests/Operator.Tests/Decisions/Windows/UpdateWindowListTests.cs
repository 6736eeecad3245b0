using System.Globalization;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Windows;

namespace Steersman.Operator.Tests.Decisions.Windows;

/// <summary>Whether a window is open, and when the next one opens.</summary>
public sealed class UpdateWindowListTests
{
    [Test]
    public void Without_windows_it_is_always_open() =>
        Assert.Multiple(() =>
        {
            Assert.That(UpdateWindowList.At(null, Given.Now), Is.EqualTo(WindowState.Open));
            Assert.That(UpdateWindowList.At([], Given.Now), Is.EqualTo(WindowState.Open));
        });

    [TestCase("2026-03-01T21:59:59Z", "2026-03-01T22:00:00Z")]
    [TestCase("2026-03-01T22:00:00Z", null, Description = "open from its beginning")]
    [TestCase("2026-03-02T01:59:59Z", null, Description = "over midnight")]
    [TestCase("2026-03-02T02:00:00Z", "2026-03-02T22:00:00Z", Description = "closed at its end")]
    public void One_window_a_day(string at, string? opens) => AssertAt([Window("0 22 * * *", 4)], at, opens);

    [TestCase("2026-03-06T12:00:00Z", "2026-03-06T22:00:00Z", Description = "a Friday")]
    [TestCase("2026-03-07T12:00:00Z", null)]
    [TestCase("2026-03-09T12:00:00Z", "2026-03-09T22:00:00Z")]
    public void The_earliest_of_several_windows_counts(string at, string? opens) => AssertAt([Window("0 0 * * 6", 48), Window("0 22 * * *", 1)], at, opens);

    [TestCase("2026-10-25T02:29:59Z", null)]
    [TestCase("2026-10-25T02:30:00Z", "2026-10-26T01:30:00Z")]
    public void A_window_is_as_long_as_it_says_where_clocks_are_put_back(string at, string? opens) => AssertAt([Window("30 2 * * *", 2) with { TimeZone = "Europe/Berlin" }], at, opens);

    [Test]
    public void A_window_that_begins_before_the_last_one_ends_is_open_all_the_time() => AssertAt([Window("* * * * *", 744)], "2026-03-02T02:00:00Z", null);

    [Test]
    public void What_is_wrong_is_named_by_its_field() =>
        Assert.Multiple(() =>
        {
            Assert.That(UpdateWindowList.Check(null), Is.Null);
            Assert.That(UpdateWindowList.Check([Window("0 22 * * *", 4)]), Is.Null);
            Assert.That(UpdateWindowList.Check([Window("0 22 * * *", 4), Window("0 25 * * *", 4)]), Does.StartWith("spec.updateWindows[1].schedule: \"0 25 * * *\" is no cron schedule of five fields"));
            Assert.That(UpdateWindowList.Check([Window("0 22 * * *", 4) with { TimeZone = "CEST" }]), Does.StartWith("spec.updateWindows[0].timeZone: there is no time zone \"CEST\""));
            Assert.That(UpdateWindowList.Check([Window("0 22 * * *", 745)]), Is.EqualTo("spec.updateWindows[0].duration: 745h0m0s is not between 1m and 744h0m0s"));
            Assert.That(UpdateWindowList.Check([Window("0 22 * * *", 0)]), Does.StartWith("spec.updateWindows[0].duration: "));
            Assert.That(UpdateWindowList.Check([Window("0 0 30 2 *", 1)]), Is.EqualTo("spec.updateWindows[0].schedule: \"0 0 30 2 *\" never comes"));
            Assert.That(UpdateWindowList.Check([.. Enumerable.Repeat(Window("0 22 * * *", 4), 21)]), Is.EqualTo("spec.updateWindows: at most 20 windows, not 21"));
        });

    private static void AssertAt(IReadOnlyList<UpdateWindow> windows, string at, string? opens) =>
        Assert.That(UpdateWindowList.At(windows, Time(at)), Is.EqualTo(opens is null ? WindowState.Open : new WindowState(IsOpen: false, Time(opens))));

    private static UpdateWindow Window(string schedule, int hours) => new() { Schedule = schedule, Duration = TimeSpan.FromHours(hours) };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
