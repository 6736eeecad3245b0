using BenchmarkDotNet.Attributes;
using Steersman.Helm.Charts;
using Steersman.Helm.Rendering;

namespace Steersman.Benchmarks.Micro;

/// <summary>A chart that was parsed before, and one that comes as files.</summary>
public class RenderBenchmarks
{
    private Chart _chart = new();

    [GlobalSetup]
    public void Load() => _chart = SampleChart.Load();

    [Benchmark(Baseline = true)]
    public RenderedChart Warm() => ChartRenderer.Render(_chart, SampleChart.Options);

    [Benchmark]
    public RenderedChart Cold()
    {
        ChartFile[] files = [.. _chart.Raw.Select(static file => new ChartFile(file.Name, file.Data))];
        return ChartRenderer.Render(ChartLoader.LoadFiles(files), SampleChart.Options);
    }
}
