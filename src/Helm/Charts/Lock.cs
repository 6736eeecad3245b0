namespace Steersman.Helm.Charts;

/// <summary>The versions of dependencies that were resolved: Chart.lock.</summary>
public sealed record Lock
{
    public Timestamp Generated { get; init; }

    /// <summary>Digest of the dependencies in Chart.yaml.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Null where the file has none; an entry may be null, as no rule of Helm's forbids it in a lock.</summary>
    public IReadOnlyList<Dependency?>? Dependencies { get; init; }
}
