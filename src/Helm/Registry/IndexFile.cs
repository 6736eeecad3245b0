using Steersman.Semver;

namespace Steersman.Helm.Registry;

/// <summary>The index of a chart repository; immutable.</summary>
/// <param name="Entries">The versions of each chart, highest first.</param>
public sealed record IndexFile(IReadOnlyDictionary<string, IReadOnlyList<ChartVersion>> Entries)
{
    /// <summary>Reads an index.yaml or its JSON form (<c>repo.LoadIndexFile</c>); versions that Helm would refuse are left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="warn">Takes what was left out, and why.</param>
    /// <exception cref="HelmException">The text is no index; the message is Helm's, after <c>error loading index.yaml: </c>.</exception>
    public static IndexFile Load(string text, Action<string>? warn = null) => IndexDecoding.Load(text, warn);

    /// <summary>The version of a chart that a version or constraint means: the version itself, else the highest that the constraint accepts; "" accepts any release.</summary>
    /// <exception cref="HelmException">There is none; the message is Helm's.</exception>
    public ChartVersion Get(string name, string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (!Entries.TryGetValue(name, out IReadOnlyList<ChartVersion>? versions))
        {
            throw new HelmException("no chart name found");
        }

        if (versions.Count == 0)
        {
            throw new HelmException("no chart version found");
        }

        if (!SemConstraint.TryNewConstraint(version.Length == 0 ? "*" : version, out SemConstraint? constraint, out string? error))
        {
            throw new HelmException(error);
        }

        return (version.Length == 0 ? null : versions.FirstOrDefault(entry => entry.Metadata.Version == version))
            ?? versions.FirstOrDefault(entry => SemVersion.TryNewVersion(entry.Metadata.Version, out SemVersion? parsed, out _) && constraint.Check(parsed))
            ?? throw new HelmException($"no chart version found for {name}-{version}");
    }
}
