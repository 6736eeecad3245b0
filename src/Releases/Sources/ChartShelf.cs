using Steersman.GoTemplate.Values;
using Steersman.Helm;
using Steersman.Helm.Charts;
using Steersman.Helm.Registry;
using Steersman.Helm.Values;
using Steersman.Semver;

namespace Steersman.Releases.Sources;

/// <summary>Makes charts of archives, and keeps them. Thread-safe.</summary>
internal sealed class ChartShelf(ChartCache cache)
{
    public FetchedChart? Find(string digest) => cache.Find(digest) is { } chart ? new FetchedChart(chart, digest) : null;

    /// <summary>The chart of an archive, downloaded only where it is not here.</summary>
    /// <param name="location">Says what is made of the archive.</param>
    /// <param name="digest">Digest of the archive; null where only its bytes tell.</param>
    /// <param name="form">What else the chart depends on.</param>
    /// <param name="download">Fetches the archive.</param>
    /// <exception cref="HelmException">The archive is no chart that can be installed.</exception>
    public async Task<FetchedChart> GetAsync(ChartLocation location, string? digest, ChartForm form, Func<Task<ChartArchive>> download)
    {
        if (digest is not null && Find(form.Identity(digest, location.ValuesFiles)) is { } known)
        {
            return Usable(known, location);
        }

        ChartArchive archive = await download();
        string identity = form.Identity(archive.Digest, location.ValuesFiles);
        if (Find(identity) is { } same)
        {
            return Usable(same, location);
        }

        FetchedChart fetched = Usable(new FetchedChart(Load(archive, form, location.ValuesFiles), identity), location);
        cache.Add(identity, fetched.Chart, archive.Content.Length);
        return fetched;
    }

    private static FetchedChart Usable(FetchedChart fetched, ChartLocation location) =>
        fetched.Chart.IsLibrary && !location.MayBeLibrary ? throw new HelmException("library charts are not installable") : fetched;

    private static Chart Load(ChartArchive archive, ChartForm form, ValuesFileList valuesFiles)
    {
        SourceTree? tree = form.Path.Length == 0 ? null : SourceTree.Load(archive.Content);
        Chart chart = tree is null ? ChartLoader.LoadArchive(archive.Content) : ChartDependencies.WithLocal(tree.LoadChart(form.Path), tree, form.Path);
        if (valuesFiles.Paths.Count > 0)
        {
            chart = chart with { Values = Merge(chart, tree, valuesFiles) };
        }

        return form.VersionMetadata.Length == 0 ? chart : chart with { Metadata = chart.Metadata! with { Version = WithMetadata(chart.Metadata.Version, form.VersionMetadata) } };
    }

    private static ValueMap Merge(Chart chart, SourceTree? tree, ValuesFileList valuesFiles)
    {
        ValueMap merged = new();
        foreach (string path in valuesFiles.Paths)
        {
            ChartFile? file = tree is null ? chart.Raw.FirstOrDefault(candidate => candidate.Name == SlashPath.Clean("/" + path)[1..]) : tree.Find(path);
            if (file is not null)
            {
                merged = ValuesReader.MergeMaps(merged, ValuesReader.ReadValues(file.Text));
            }
            else if (!valuesFiles.MayBeMissing)
            {
                throw new HelmException($"no values file found at path {path}: name one that is there in valuesFiles, or set ignoreMissingValuesFiles");
            }
        }

        return merged;
    }

    private static string WithMetadata(string text, string metadata)
    {
        if (!SemVersion.TryNewVersion(text, out SemVersion? version, out string? error))
        {
            throw new HelmException($"version {text} of the chart: {error}");
        }

        string prerelease = version.Prerelease.Length > 0 ? "-" + version.Prerelease : "";
        return $"{version.Major}.{version.Minor}.{version.Patch}{prerelease}+{metadata}";
    }
}
