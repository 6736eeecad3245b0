namespace Steersman.Operator.Decisions;

/// <summary>How a release stands to what it depends on, and to what depends on it.</summary>
public sealed record DependencyView
{
    public static DependencyView None { get; } = new();

    /// <summary>The HelmReleases that depend on each other in a circle, this one among them, as <c>a/x → a/y → a/x</c>; null where there is none.</summary>
    public string? Cycle { get; init; }

    /// <summary>What is not ready, for people; null where everything is.</summary>
    public string? NotReady { get; init; }

    /// <summary>True where the account of the release may not see a dependency.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>When it may become ready without an event; null where only an event makes it so.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>HelmReleases that depend on this one, and are being deleted as well.</summary>
    public IReadOnlyList<string> GoingDependents { get; init; } = [];

    /// <summary>HelmReleases that depend on this one, and are to stay.</summary>
    public IReadOnlyList<string> StayingDependents { get; init; } = [];
}
