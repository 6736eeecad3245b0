using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Times;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Tests.Formatting;

public sealed class GoFormatTests
{
    [TestCase("%d", "{5 63713433600 0}")]
    [TestCase("%t", "{%!t(uint64=5) %!t(int64=63713433600) %!t(*time.Location=<nil>)}")]
    [TestCase("%v", "2020-01-01 00:00:00.000000005 +0000 UTC")]
    [TestCase("%#v", "time.Date(2020, time.January, 1, 0, 0, 0, 5, time.UTC)")]
    public void A_time_prints_its_text_for_texts_and_its_fields_for_the_rest(string format, string text) =>
        Assert.That(GoFormat.Sprintf(format, GoTimeValue.Of(new GoTime(1577836800, 5))), Is.EqualTo(text));

    [TestCase("%v", "{}")]
    [TestCase("%d", "{}")]
    [TestCase("%#v", "p.empty{}")]
    public void A_struct_whose_fields_are_not_known_prints_without_them(string format, string text) =>
        Assert.That(GoFormat.Sprintf(format, Value.FromObject(new Empty())), Is.EqualTo(text));

    [TestCase("Europe/Paris", 1711846800L, "CEST", 7200)]
    [TestCase("Europe/Paris", 1711846799L, "CET", 3600)]
    [TestCase("Europe/Paris", -3786825600L, "LMT", 561)]
    [TestCase("America/New_York", 4089247200L, "EDT", -14400)]
    [TestCase("Australia/Sydney", 1636264799L, "AEDT", 39600)]
    [TestCase("Africa/Casablanca", 1710036000L, "+00", 0)]
    public void Zones_hold_from_the_first_second_of_their_changes(string zone, long instant, string name, int offset) =>
        Assert.That(GoLocation.Load(zone)!.Lookup(instant), Is.EqualTo((name, offset)));

    [TestCase("../etc/passwd")]
    [TestCase("Europe/Nowhere")]
    [TestCase("/etc/localtime")]
    public void What_is_no_zone_is_not_looked_for_on_the_machine(string name) => Assert.That(GoLocation.Load(name), Is.Null);

    private sealed class Empty : ITemplateObject
    {
        private static readonly GoType Type = new(GoKind.Struct, "p.empty");

        public GoType GoType => Type;
    }
}
