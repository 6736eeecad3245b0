using Steersman.Helm.Charts;

namespace Steersman.Helm.Releases;

/// <summary>The state of one revision of a release.</summary>
public sealed record ReleaseInfo
{
    public Timestamp FirstDeployed { get; init; }

    public Timestamp LastDeployed { get; init; }

    /// <summary>When the release was uninstalled; zero before.</summary>
    public Timestamp Deleted { get; init; }

    public string Description { get; init; } = "";

    /// <summary>One of <see cref="ReleaseStatus"/>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The revision that a rollback restored; zero for what is no rollback.</summary>
    public int RollbackRevision { get; init; }

    /// <summary>The rendered NOTES.txt.</summary>
    public string Notes { get; init; } = "";
}
