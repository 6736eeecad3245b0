using BenchmarkDotNet.Attributes;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Values;

namespace Steersman.Benchmarks.Micro;

/// <summary>The values of a chart, read and written.</summary>
public class YamlBenchmarks
{
    private string _text = "";
    private Value _values;

    [GlobalSetup]
    public void Load()
    {
        _text = SampleChart.ValuesText();
        _values = ValueYaml.Parse(_text);
    }

    [Benchmark]
    public Value Read() => ValueYaml.Parse(_text);

    [Benchmark]
    public string Write() => ValueYaml.Write(_values);
}
