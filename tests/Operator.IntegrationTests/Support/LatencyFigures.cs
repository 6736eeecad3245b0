namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>What a number of measured times comes to.</summary>
/// <param name="IsWithin">The 99th percentile is within its limit, or the machine had no time.</param>
/// <param name="Text">The figures.</param>
internal sealed record LatencyFigures(bool IsWithin, string Text)
{
    private const double Busy = 0.7;
    private const double BusyFactor = 5;

    /// <summary>Judges samples. The budget is for a machine that has time: where others take it the figures say so, and only standing still is a fault.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="seconds">The samples.</param>
    /// <param name="limit">What the 99th percentile may be.</param>
    /// <param name="busy">Which part of the processors' time was used.</param>
    public static LatencyFigures Of(string what, IEnumerable<double> seconds, TimeSpan limit, double busy)
    {
        double[] sorted = [.. seconds.Order()];
        double p99 = sorted[(int)Math.Ceiling(sorted.Length * 0.99) - 1];
        string figures = FormattableString.Invariant($"{what}: {sorted.Length} samples, p50 {sorted[sorted.Length / 2]:0.000} s, p99 {p99:0.000} s, max {sorted[^1]:0.000} s, processors {busy:0%} busy");
        return busy < Busy
            ? new LatencyFigures(p99 <= limit.TotalSeconds, figures)
            : new LatencyFigures(p99 <= limit.TotalSeconds * BusyFactor, $"{figures}: too busy for the budget of {limit.TotalSeconds} s");
    }
}
