namespace Steersman.Benchmarks.Rendering;

/// <summary>What helmbench says when it renders every chart in one process.</summary>
/// <param name="Timings">The first render of each chart, its archive read; in the order of the charts.</param>
/// <param name="PeakKiB">The largest size of that process; null where it does not say.</param>
internal sealed record HelmColdRun(IReadOnlyList<Timing> Timings, long? PeakKiB);
