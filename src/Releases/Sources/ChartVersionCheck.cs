using Steersman.Helm;
using Steersman.Helm.Charts;
using Steersman.Semver;

namespace Steersman.Releases.Sources;

/// <summary>Whether a chart is the one that its source says.</summary>
internal static class ChartVersionCheck
{
    /// <exception cref="HelmException">Name or version differ.</exception>
    public static void AgainstIndex(Chart chart, string name, string version)
    {
        if (chart.Name != name || !IsSame(chart.Metadata!.Version, version))
        {
            throw new HelmException($"the index says {name} {version}, and the archive holds {chart.Name} {chart.Metadata!.Version}: ask for another version, or have the repository's index made anew");
        }
    }

    /// <summary>A tag that is a version must be that of the chart.</summary>
    /// <exception cref="HelmException">They differ.</exception>
    public static void AgainstTag(Chart chart, string tag)
    {
        if (SemVersion.TryNewVersion(tag.Replace('_', '+'), out _, out _) && !IsSame(chart.Metadata!.Version, tag.Replace('_', '+')))
        {
            throw new HelmException($"tag {tag} does not match chart version {chart.Metadata.Version}: push the chart anew under its own version");
        }
    }

    private static bool IsSame(string left, string right) =>
        left == right || (SemVersion.TryNewVersion(left, out SemVersion? first, out _) && SemVersion.TryNewVersion(right, out SemVersion? second, out _) && first.Equal(second));
}
