namespace Steersman.Benchmarks.Rendering;

/// <summary>How long a chart takes.</summary>
/// <param name="MedianMs">The median of the warm renders in milliseconds; null where the chart does not render.</param>
/// <param name="Error">Why it does not; null where it does.</param>
internal sealed record Timing(double? MedianMs, string? Error);
