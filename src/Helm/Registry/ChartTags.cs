using Steersman.Semver;

namespace Steersman.Helm.Registry;

/// <summary>Tags of charts in registries, and the choice of one by version.</summary>
public static class ChartTags
{
    /// <summary>The versions that tags stand for, highest first: strict semver once underscores are read as pluses; all other tags are left out.</summary>
    public static IReadOnlyList<string> Versions(IEnumerable<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        List<SemVersion> versions = [];
        foreach (string tag in tags)
        {
            if (SemVersion.TryStrictNewVersion(tag.Replace('_', '+'), out SemVersion? version, out _))
            {
                versions.Add(version);
            }
        }

        return [.. versions.OrderDescending(SemVersion.Precedence).Select(version => version.ToString())];
    }

    /// <summary>Helm's <c>GetTagMatchingVersionOrConstraint</c>: the version itself, or the first that a constraint accepts.</summary>
    /// <param name="tags">Versions, best first.</param>
    /// <param name="version">A version or a constraint; "" accepts any release.</param>
    /// <exception cref="HelmException">None matches, or the text is neither.</exception>
    public static string Match(IReadOnlyList<string> tags, string version)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(version);
        if (version.Length > 0 && tags.Contains(version))
        {
            return version;
        }

        if (!SemConstraint.TryNewConstraint(version.Length == 0 ? "*" : version, out SemConstraint? constraint, out string? error))
        {
            throw new HelmException(error);
        }

        foreach (string tag in tags)
        {
            if (SemVersion.TryNewVersion(tag, out SemVersion? parsed, out _) && constraint.Check(parsed))
            {
                return tag;
            }
        }

        throw new HelmException($"could not locate a version matching provided version string {version}");
    }
}
