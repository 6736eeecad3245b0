namespace Steersman.Benchmarks.Rendering;

/// <summary>A chart, measured with both engines.</summary>
internal sealed record ChartComparison(string Chart, Timing Ours, Timing Helm)
{
    /// <summary>How many times faster ours is; null where one of the two does not render the chart.</summary>
    public double? Ratio => Helm.MedianMs / Ours.MedianMs;
}
