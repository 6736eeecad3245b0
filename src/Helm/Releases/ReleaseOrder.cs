using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Releases;

/// <summary>Orders of releases (pkg/release/v1/util/sorter.go).</summary>
public static class ReleaseOrder
{
    /// <summary>By revision, the lowest first.</summary>
    public static IEnumerable<Release> ByRevision(IEnumerable<Release> releases) => releases.OrderBy(release => release.Version);

    /// <summary>By the second of the last deployment, then by name.</summary>
    public static IEnumerable<Release> ByDate(IEnumerable<Release> releases) => releases
        .OrderBy(release => release.Info?.LastDeployed.Time.ToUnixTimeSeconds())
        .ThenBy(release => release.Name, Comparer<string>.Create(GoString.Compare));
}
