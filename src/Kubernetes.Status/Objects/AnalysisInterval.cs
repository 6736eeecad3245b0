using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>How often the analysis of a Flagger Canary runs: a Go duration, one minute where there is none or none that can be read, as in Flagger.</summary>
internal static partial class AnalysisInterval
{
    private static readonly TimeSpan Default = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Reads the spec of a Canary.</summary>
    public static TimeSpan Of(JsonElement spec)
    {
        string? text = (spec.Field("analysis"u8) ?? spec.Field("canaryAnalysis"u8) ?? default).Text("interval"u8);
        if (text is null || text.Length > 32 || Duration().Match(text) is not { Success: true } match)
        {
            return Default;
        }

        double seconds = 0;
        for (int index = 0; index < match.Groups["unit"].Captures.Count; index++)
        {
            double number = double.Parse(match.Groups["number"].Captures[index].ValueSpan, CultureInfo.InvariantCulture);
            seconds += number * match.Groups["unit"].Captures[index].ValueSpan switch { "h" => 3600, "m" => 60, "s" => 1, _ => 0.001 };
        }

        return TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));
    }

    [GeneratedRegex(@"^(?:(?<number>[0-9]+(?:\.[0-9]+)?)(?<unit>h|ms|m|s))+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duration();
}
