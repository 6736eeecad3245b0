using Steersman.Helm.Charts;
using Steersman.Helm.Releases;
using Steersman.Helm.Rendering;

namespace Steersman.Benchmarks.Micro;

/// <summary>The chart that the benchmarks work on: the operator's own, or the archive that <c>STEERSMAN_BENCHMARK_CHART</c> names.</summary>
internal static class SampleChart
{
    public static ChartRenderOptions Options { get; } = new()
    {
        Release = new ReleaseOptions { Name = "release-name", Namespace = "default", Revision = 1, IsInstall = true },
    };

    public static Chart Load() => Environment.GetEnvironmentVariable("STEERSMAN_BENCHMARK_CHART") is { Length: > 0 } archive
        ? ChartLoader.LoadArchive(File.ReadAllBytes(archive))
        : ChartLoader.LoadDirectory(Path.Combine(Root(), "charts", "steersman"));

    /// <summary>A release of the chart as it is stored after an installation.</summary>
    public static Release Release()
    {
        RenderedChart rendered = ChartRenderer.Render(Load(), Options);
        return new Release
        {
            Name = Options.Release.Name,
            Namespace = Options.Release.Namespace,
            Version = 1,
            Chart = rendered.Chart,
            Manifest = rendered.ManifestText,
            Hooks = rendered.Hooks,
            Info = new ReleaseInfo { Status = ReleaseStatus.Deployed, Notes = rendered.Notes },
        };
    }

    public static string ValuesText() => Load().Raw.First(static file => file.Name == "values.yaml").Text;

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Operator.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the benchmarks run inside the repository, for its chart");
        }

        return folder;
    }
}
