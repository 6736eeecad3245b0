using BenchmarkDotNet.Attributes;
using Steersman.Helm.Releases;

namespace Steersman.Benchmarks.Micro;

/// <summary>The record of a release: its JSON, and that packed as the Secret holds it.</summary>
public class ReleaseBenchmarks
{
    private Release _release = new();

    [GlobalSetup]
    public void Load() => _release = SampleChart.Release();

    [Benchmark]
    public string Json() => ReleaseCodec.ToJson(_release);

    [Benchmark]
    public string Encode() => ReleaseCodec.Encode(_release);
}
