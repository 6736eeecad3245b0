namespace Steersman.Operator.Inputs;

/// <summary>Which HelmReleases an operator manages.</summary>
/// <param name="Namespaces">Their namespaces; empty for all.</param>
/// <param name="LabelSelector">Their labels, as a selector; null for all.</param>
internal sealed record WatchScope(IReadOnlyList<string> Namespaces, string? LabelSelector)
{
    /// <summary>True where everything that has a namespace is watched in some namespaces only.</summary>
    public bool IsNamespaced => Namespaces.Count > 0;

    /// <summary>True where HelmReleases exist, or may, that another operator manages.</summary>
    public bool IsNarrow => IsNamespaced || LabelSelector is not null;
}
