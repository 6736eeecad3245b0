using System.Text.Json;
using Steersman.Vectors;

namespace Steersman.GoTemplate.Tests.Formatting;

/// <summary>What Go 1.26 answers for strconv, fmt, time, net/url, encoding/json and the base encodings: one judge for each set of calls.</summary>
[Category("Vectors")]
public sealed class GoFormatVectorTests
{
    private static readonly Dictionary<string, Func<JsonElement, string?>> Judges = new(StringComparer.Ordinal)
    {
        ["quote"] = QuoteSets.Quote,
        ["quote-rune"] = QuoteSets.QuoteRune,
        ["unquote"] = QuoteSets.Unquote,
        ["float"] = NumberSets.Float,
        ["parseFloat"] = NumberSets.ParseFloat,
        ["parseInt"] = NumberSets.ParseInt,
        ["parseInt-base"] = NumberSets.ParseIntBase,
        ["parseBool"] = NumberSets.ParseBool,
        ["formatInt"] = NumberSets.FormatInt,
        ["duration"] = TimeSets.Duration,
        ["parseDuration"] = TimeSets.ParseDuration,
        ["timeFormat"] = TimeSets.TimeFormat,
        ["timeString"] = TimeSets.TimeString,
        ["timeParse"] = TimeSets.TimeParse,
        ["url"] = UrlSets.Url,
        ["url-request"] = UrlSets.Request,
        ["url-resolve"] = UrlSets.Resolve,
        ["url-escape"] = UrlSets.Escape,
        ["url-join"] = UrlSets.Join,
        ["json-string"] = JsonSets.String,
        ["json-value"] = JsonSets.OfValue,
        ["json-parse"] = JsonSets.Parse,
        ["json-unsupported"] = JsonSets.Unsupported,
        ["base-encode"] = BaseSets.Encode,
        ["base-decode"] = BaseSets.Decode,
    };

    [Test]
    public void Texts_are_those_of_Go() => VectorGroup.Run("more/gofmt", Judge);

    private static string? Judge(JsonElement vector)
    {
        string set = vector.GetProperty("id").GetString()!.Split('/')[1];
        return Judges.TryGetValue(set, out Func<JsonElement, string?>? judge) ? judge(vector) : $"no judge for the set {set}";
    }
}
