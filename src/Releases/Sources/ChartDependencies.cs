using Steersman.Helm;
using Steersman.Helm.Charts;

namespace Steersman.Releases.Sources;

/// <summary>What a chart of a source tree depends on and does not carry in <c>charts/</c>, as Flux's source-controller builds it (<c>internal/helm/chart/dependency_manager.go</c>).</summary>
internal static class ChartDependencies
{
    private const string File = "file://";

    /// <summary>The dependencies that are not in <c>charts/</c>; versions are those of Chart.lock where there is one.</summary>
    /// <exception cref="HelmException">Chart.lock does not name one of them.</exception>
    public static IReadOnlyList<Dependency> Missing(Chart chart)
    {
        Dependency[] named = [.. (chart.Metadata?.Dependencies ?? []).Where(dependency => chart.Dependencies.All(carried => carried.Name != dependency.Name))];
        if (chart.Lock?.Dependencies is not { } locked)
        {
            return [.. named.DistinctBy(dependency => (dependency.Name, dependency.Version, dependency.Repository))];
        }

        if (named.FirstOrDefault(dependency => locked.All(item => item?.Name != dependency.Name)) is { } unknown)
        {
            throw new HelmException($"Chart.lock of chart {chart.Name} does not name dependency {unknown.Name} of Chart.yaml: run helm dependency update, and commit both");
        }

        HashSet<string> names = [.. named.Select(dependency => dependency.Name)];
        return [.. locked.OfType<Dependency>().Where(item => names.Contains(item.Name)).DistinctBy(item => (item.Name, item.Version, item.Repository))];
    }

    /// <summary>The chart with what lies in the same tree (<c>file://</c>).</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="path">Where in it the chart is.</param>
    /// <exception cref="HelmException">One of them is not there, or another one.</exception>
    public static Chart WithLocal(Chart chart, SourceTree tree, string path)
    {
        Dependency[] local = [.. Missing(chart).Where(IsLocal)];
        return local.Length == 0 ? chart : With(chart, local.Select(dependency => Local(chart, dependency, tree, path)));
    }

    /// <summary>True where a dependency lies beside the chart.</summary>
    public static bool IsLocal(Dependency dependency) => dependency.Repository.StartsWith(File, StringComparison.Ordinal);

    /// <summary>The chart with some more that it depends on.</summary>
    public static Chart With(Chart chart, IEnumerable<Chart> dependencies) => chart with { Dependencies = [.. chart.Dependencies, .. dependencies] };

    private static Chart Local(Chart chart, Dependency dependency, SourceTree tree, string path)
    {
        Chart found;
        try
        {
            found = tree.LoadChart($"{path}/{dependency.Repository[File.Length..]}");
        }
        catch (HelmException exception)
        {
            throw new HelmException($"dependency {dependency.Name} of chart {chart.Name} ({dependency.Repository}): {exception.Message}", exception);
        }

        bool isIt = found.Name == dependency.Name && (dependency.Version.Length == 0 || ChartVersions.IsCompatibleRange(dependency.Version, found.Metadata?.Version ?? ""));
        return isIt ? found : throw new HelmException($"dependency {dependency.Name} {dependency.Version} of chart {chart.Name}: {dependency.Repository} has chart {found.Name} {found.Metadata?.Version}: change one of them");
    }
}
