using Steersman.Semver;

namespace Steersman.Helm.Charts;

/// <summary>Versions of charts against ranges of versions.</summary>
public static class ChartVersions
{
    /// <summary>Helm's <c>IsCompatibleRange</c>: false also where one of the two is none, as the empty range is.</summary>
    public static bool IsCompatibleRange(string constraint, string version) =>
        SemVersion.TryNewVersion(version, out SemVersion? parsed, out _)
        && SemConstraint.TryNewConstraint(constraint, out SemConstraint? range, out _)
        && range.Check(parsed);
}
