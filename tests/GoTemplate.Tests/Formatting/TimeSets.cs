using System.Globalization;
using System.Text.Json;
using Steersman.GoTemplate.Formatting.Times;

namespace Steersman.GoTemplate.Tests.Formatting;

internal static class TimeSets
{
    private const string Rfc3339Nano = "2006-01-02T15:04:05.999999999Z07:00";

    public static string? Duration(JsonElement vector)
    {
        Answers answers = new(vector);
        long ns = long.Parse(answers.Text("ns"), CultureInfo.InvariantCulture);
        return answers
            .Expect("string", GoDuration.ToText(ns))
            .Expect("abs", GoDuration.ToText(GoDuration.Abs(ns)))
            .Expect("hours", GoDuration.In(ns, GoDuration.Hour))
            .Expect("minutes", GoDuration.In(ns, GoDuration.Minute))
            .Expect("seconds", GoDuration.In(ns, GoDuration.Second))
            .Expect("round1500ms", GoDuration.ToText(GoDuration.Round(ns, 1500 * GoDuration.Millisecond)))
            .Expect("roundSecond", GoDuration.ToText(GoDuration.Round(ns, GoDuration.Second)))
            .Expect("roundMinute", GoDuration.ToText(GoDuration.Round(ns, GoDuration.Minute)))
            .Expect("truncateMinute", GoDuration.ToText(GoDuration.Truncate(ns, GoDuration.Minute)))
            .Wrong;
    }

    public static string? ParseDuration(JsonElement vector)
    {
        Answers answers = new(vector);
        string? error = GoDuration.Parse(answers.Text("text"), out long ns);
        return answers
            .Expect("error", error)
            .Expect("ns", error is null ? ns.ToString(CultureInfo.InvariantCulture) : null)
            .Expect("string", error is null ? GoDuration.ToText(ns) : null)
            .Wrong;
    }

    public static string? TimeFormat(JsonElement vector)
    {
        Answers answers = new(vector);
        return answers.Expect("text", Time(vector.GetProperty("time")).Format(answers.Text("layout"))).Wrong;
    }

    public static string? TimeString(JsonElement vector)
    {
        GoTime time = Time(vector.GetProperty("time"));
        return new Answers(vector)
            .Expect("string", time.ToString())
            .Expect("goString", time.ToGoSyntax())
            .Expect("unix", time.UnixSeconds)
            .Expect("utc", time.In(GoLocation.Utc).Format(Rfc3339Nano))
            .Expect("weekday", CultureInfo.InvariantCulture.DateTimeFormat.DayNames[time.Weekday])
            .Expect("yearDay", time.YearDay)
            .Expect("isoYear", time.IsoWeek().Year)
            .Expect("isoWeek", time.IsoWeek().Week)
            .Expect("addDate", time.AddDate(1, 1, 30).Format(Rfc3339Nano))
            .Expect("addMonth", time.AddDate(0, 1, 0).Format(Rfc3339Nano))
            .Expect("minusMonth", time.AddDate(0, -1, 0).Format(Rfc3339Nano))
            .Expect("roundHour", time.Round(GoDuration.Hour).Format(Rfc3339Nano))
            .Expect("truncateHour", time.Truncate(GoDuration.Hour).Format(Rfc3339Nano))
            .Wrong;
    }

    public static string? TimeParse(JsonElement vector)
    {
        Answers answers = new(vector);
        string? error = GoTime.Parse(answers.Text("layout"), answers.Text("text"), GoLocation.Utc, out GoTime time);
        if (error is not null || answers.Has("error"))
        {
            return answers.Expect("error", error).Wrong;
        }

        return answers
            .Expect("string", time.ToString())
            .Expect("rfc3339", time.Format(Rfc3339Nano))
            .Expect("unix", time.UnixSeconds)
            .Expect("nanos", time.Nanoseconds)
            .Expect("zone", time.Zone.Name)
            .Expect("offset", time.Zone.Offset)
            .Wrong;
    }

    private static GoTime Time(JsonElement time)
    {
        GoLocation location = time.GetProperty("utc").GetBoolean()
            ? GoLocation.Utc
            : GoLocation.Fixed(time.GetProperty("zone").GetString()!, time.GetProperty("offset").GetInt32());
        return new GoTime(time.GetProperty("unix").GetInt64(), time.GetProperty("nanos").GetInt32(), location);
    }
}
