using System.Diagnostics;
using Steersman.Helm;
using Steersman.Helm.Charts;
using Steersman.Helm.Rendering;
using Engine = Steersman.Helm.Engine.Engine;

namespace Steersman.Benchmarks.Rendering;

/// <summary>Measures our engine: a chart is parsed once and rendered with its default values, as helmbench does.</summary>
internal static class OwnRender
{
    private const int Runs = 11;
    private const int FewestRuns = 3;
    private const int WarmUpRuns = 30;
    private const int RunsBeforeAll = 3;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan MeasuringTime = TimeSpan.FromSeconds(2);

    private static readonly ChartRenderOptions Options = new()
    {
        Release = new ReleaseOptions { Name = "release-name", Namespace = "default", Revision = 1, IsInstall = true },
    };

    /// <summary>Renders all charts a few times, so that the code they share is compiled before the first is measured.</summary>
    public static void WarmUp(IEnumerable<string> charts)
    {
        foreach (string path in charts)
        {
            TryMeasure(path, Render, RunsBeforeAll, 0);
        }
    }

    /// <summary>A whole render, as the operator does it: the documents are read, sorted and parted from hooks and notes too.</summary>
    public static Timing Measure(string path) => TryMeasure(path, Render, WarmUpRuns, Runs);

    /// <summary>What helmbench measures of Helm: dependencies, values and templates; nobody looks at the documents.</summary>
    public static Timing MeasureTemplates(string path) => TryMeasure(path, RenderTemplates, WarmUpRuns, Runs);

    /// <summary>From the archive to the documents, once and without warming up.</summary>
    public static Timing MeasureCold(string path) => Try(() =>
    {
        long start = Stopwatch.GetTimestamp();
        Render(Load(path));
        return new Timing(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1, null);
    });

    private static void Render(Chart chart) => ChartRenderer.Render(chart, Options);

    private static void RenderTemplates(Chart chart)
    {
        Chart processed = ChartDependencies.Process(chart, null);
        Engine.Render(processed, RenderValues.Compose(processed, null, Options.Release, Options.Capabilities));
    }

    private static Timing TryMeasure(string path, Action<Chart> render, int warmUpRuns, int runs) => Try(() => Measure(Load(path), render, warmUpRuns, runs));

    private static Chart Load(string path) => Directory.Exists(path) ? ChartLoader.LoadDirectory(path) : ChartLoader.LoadArchive(File.ReadAllBytes(path));

    /// <summary>One chart that fails, in whatever way, is no reason not to measure the others.</summary>
    private static Timing Try(Func<Timing> measure)
    {
        try
        {
            return measure();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Timing.None with { Error = exception is HelmException ? exception.Message : exception.ToString() };
        }
    }

    private static Timing Measure(Chart chart, Action<Chart> render, int warmUpRuns, int runs)
    {
        long start = Stopwatch.GetTimestamp();
        for (int run = 0; run < warmUpRuns && (run == 0 || Stopwatch.GetElapsedTime(start) < WarmUpTime); run++)
        {
            render(chart);
        }

        List<double> milliseconds = new(runs);
        long begin = Stopwatch.GetTimestamp();
        while (milliseconds.Count < runs && (milliseconds.Count < FewestRuns || Stopwatch.GetElapsedTime(begin) < MeasuringTime))
        {
            start = Stopwatch.GetTimestamp();
            render(chart);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        milliseconds.Sort();
        return milliseconds.Count == 0 ? Timing.None : new Timing(milliseconds[milliseconds.Count / 2], milliseconds.Count, null);
    }
}
