using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Charts;

/// <summary>A chart (Helm's chart v2) with the charts it depends on. Immutable and shareable between renders and threads: nobody writes into <see cref="Values"/>.</summary>
/// <remarks>
/// A chart does not know its parent: whoever walks the tree carries the path. <see cref="FullPath"/> of a dependency is
/// <c>parent.FullPath + "/charts/" + name</c>.
/// </remarks>
public sealed record Chart
{
    /// <summary>The contents of Chart.yaml; null only in a release record that holds none.</summary>
    public Metadata? Metadata { get; init; }

    public Lock? Lock { get; init; }

    /// <summary>Files below templates/, of any extension, in the order of the archive. Null where there are none, as Go's nil.</summary>
    public IReadOnlyList<ChartFile>? Templates { get; init; } = [];

    /// <summary>Default values; null where the chart has no values.yaml.</summary>
    public ValueMap? Values { get; init; }

    /// <summary>Text of values.schema.json; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Schema { get; init; }

    public Timestamp SchemaModTime { get; init; }

    /// <summary>All other files, crds/ included. Null where there are none, as Go's nil.</summary>
    public IReadOnlyList<ChartFile>? Files { get; init; } = [];

    /// <summary>When Chart.yaml was last modified.</summary>
    public Timestamp ModTime { get; init; }

    /// <summary>Every file as it was in the archive; not part of release records.</summary>
    public IReadOnlyList<ChartFile> Raw { get; init; } = [];

    /// <summary>The charts this one depends on, as loaded, or after processing the enabled ones. Not part of release records.</summary>
    public IReadOnlyList<Chart> Dependencies { get; init; } = [];

    public string Name => Metadata?.Name ?? "";

    /// <summary>True for charts whose templates may only define (Helm's <c>isLibraryChart</c>: any letter case).</summary>
    public bool IsLibrary => string.Equals(Metadata?.Type, "library", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path of this chart below its parent (Helm's <c>ChartFullPath</c>).</summary>
    /// <param name="parentFullPath">The parent's full path; null for a root chart.</param>
    public string FullPath(string? parentFullPath) => parentFullPath is null ? Name : $"{parentFullPath}/charts/{Name}";

    /// <summary>The files under crds/ of this chart and, behind them, of its dependencies (Helm's <c>CRDObjects</c>). Not templated.</summary>
    /// <param name="parentFullPath">The parent's full path; null for a root chart.</param>
    public IReadOnlyList<CustomResourceDefinitionFile> CrdObjects(string? parentFullPath = null)
    {
        List<CustomResourceDefinitionFile> found = [];
        Collect(this, parentFullPath, found);
        return found;
    }

    private static void Collect(Chart chart, string? parentFullPath, List<CustomResourceDefinitionFile> found)
    {
        string fullPath = chart.FullPath(parentFullPath);
        foreach (ChartFile file in chart.Files ?? [])
        {
            if (file.Name.StartsWith("crds/", StringComparison.Ordinal) && HasManifestExtension(file.Name))
            {
                found.Add(new CustomResourceDefinitionFile(SlashPath.Join(fullPath, file.Name), file));
            }
        }

        foreach (Chart dependency in chart.Dependencies)
        {
            Collect(dependency, fullPath, found);
        }
    }

    private static bool HasManifestExtension(string name) =>
        SlashPath.Extension(name).ToLowerInvariant() is ".yaml" or ".yml" or ".json";
}
