using Steersman.Helm.Charts;

namespace Steersman.Helm.Registry;

/// <summary>One version of a chart in an index.</summary>
public sealed record ChartVersion
{
    public Metadata Metadata { get; init; } = new();

    /// <summary>Where the archive is; the first is used. May be relative to the repository.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    public Timestamp Created { get; init; }

    public bool Removed { get; init; }

    /// <summary>The sha256 of the archive in hex, mostly without <c>sha256:</c>; "" where it is not given.</summary>
    public string Digest { get; init; } = "";
}
