using BenchmarkDotNet.Attributes;
using Steersman.GoTemplate.Parsing;
using Steersman.Helm.Charts;
using Steersman.Helm.Engine;

namespace Steersman.Benchmarks.Micro;

/// <summary>The templates of a chart, from text to trees.</summary>
public class ParseBenchmarks
{
    private ChartFile[] _templates = [];

    [GlobalSetup]
    public void Load()
    {
        _templates = [.. SampleChart.Load().Templates ?? []];
        foreach (ChartFile template in _templates)
        {
            _ = template.Text; // decoded once, outside the measurement
        }
    }

    [Benchmark]
    public void Templates()
    {
        foreach (ChartFile template in _templates)
        {
            TemplateParser.Parse(template.Name, template.Text, HelmFunctions.Map);
        }
    }
}
