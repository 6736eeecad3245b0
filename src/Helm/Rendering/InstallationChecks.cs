using Steersman.Helm.Charts;

namespace Steersman.Helm.Rendering;

/// <summary>What Helm's commands ask of a chart before they install or upgrade with it.</summary>
public static class InstallationChecks
{
    /// <summary>What speaks against it; null where nothing does.</summary>
    public static string? Check(Chart chart) => CheckType(chart) ?? CheckDependencies(chart);

    /// <summary>What speaks against installing a chart of its type; null where nothing does.</summary>
    public static string? CheckType(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return chart.Metadata?.Type is { Length: > 0 } type and not "application" ? $"{type} charts are not installable" : null;
    }

    /// <summary>Which declared dependencies are missing; null where none is.</summary>
    public static string? CheckDependencies(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        string[] missing = [.. (chart.Metadata?.Dependencies ?? []).Select(declared => declared.Name).Where(name => chart.Dependencies.All(existing => existing.Name != name))];
        return missing.Length == 0
            ? null
            : "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies: "
                + $"found in Chart.yaml, but missing in charts/ directory: {string.Join(", ", missing)}";
    }
}
