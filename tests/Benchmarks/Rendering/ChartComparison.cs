namespace Steersman.Benchmarks.Rendering;

/// <summary>A chart, measured with both engines.</summary>
/// <param name="Chart">Its file name.</param>
/// <param name="Ours">Our whole render.</param>
/// <param name="Templates">The part of it that <paramref name="Helm"/> is about.</param>
/// <param name="Helm">Real Helm, as helmbench measures it: without reading the documents.</param>
/// <param name="ColdOurs">Our first render, from the archive.</param>
/// <param name="ColdHelm">The same of Helm.</param>
/// <param name="IsColdCounted">False for the first charts of the cold run.</param>
internal sealed record ChartComparison(string Chart, Timing Ours, Timing Templates, Timing Helm, Timing ColdOurs, Timing ColdHelm, bool IsColdCounted)
{
    /// <summary>How many times faster our whole render is; null where one of the two does not render the chart.</summary>
    public double? Ratio => Helm.MedianMs / Ours.MedianMs;

    /// <summary>The same of the templates alone.</summary>
    public double? TemplatesRatio => Helm.MedianMs / Templates.MedianMs;

    /// <summary>The same of the first render; null for the charts that are not counted too.</summary>
    public double? ColdRatio => IsColdCounted ? ColdHelm.MedianMs / ColdOurs.MedianMs : null;
}
