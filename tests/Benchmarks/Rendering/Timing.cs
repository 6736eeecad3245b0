namespace Steersman.Benchmarks.Rendering;

/// <summary>How long a chart takes.</summary>
/// <param name="MedianMs">The median of the warm renders in milliseconds; null where the chart does not render.</param>
/// <param name="Runs">How many renders that is the median of.</param>
/// <param name="Error">Why the chart does not render; null where it does.</param>
internal sealed record Timing(double? MedianMs, int Runs, string? Error)
{
    /// <summary>Nothing was measured.</summary>
    public static Timing None { get; } = new(null, 0, null);
}
