namespace Steersman.Helm.Manifests;

/// <summary>The documents of a rendering, parted and in order.</summary>
/// <param name="Hooks">The hooks by kind, file and position; with an error those found before it, unsorted.</param>
/// <param name="Manifests">All others, likewise.</param>
/// <param name="Error">Helm's error where a document is no YAML or no object; else null.</param>
public sealed record SortedManifests(IReadOnlyList<Hook> Hooks, IReadOnlyList<Manifest> Manifests, string? Error);
