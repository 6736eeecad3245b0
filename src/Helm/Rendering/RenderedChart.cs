using Steersman.Helm.Charts;
using Steersman.Helm.Manifests;

namespace Steersman.Helm.Rendering;

/// <summary>What a chart renders to. Immutable.</summary>
public sealed record RenderedChart
{
    /// <summary>The chart as records hold it: its dependencies processed, its values those after it.</summary>
    public required Chart Chart { get; init; }

    /// <summary>The documents that make the release, in the order of installation.</summary>
    public required IReadOnlyList<Manifest> Manifests { get; init; }

    /// <summary>The hooks, in the order of installation of their kinds.</summary>
    public required IReadOnlyList<Hook> Hooks { get; init; }

    /// <summary>The rendered NOTES.txt; empty where there is none.</summary>
    public required string Notes { get; init; }

    /// <summary>The text that records hold of <see cref="Manifests"/>.</summary>
    public string ManifestText => Steersman.Helm.Manifests.ManifestText.Join(Manifests);

    /// <summary>The files under crds/, which are no part of the manifest.</summary>
    public IReadOnlyList<CustomResourceDefinitionFile> Crds => Chart.CrdObjects();
}
