using Steersman.Helm.Charts;

namespace Steersman.Helm.Manifests;

/// <summary>When a hook last ran and how that ended.</summary>
public sealed record HookExecution
{
    public Timestamp StartedAt { get; init; }

    public Timestamp CompletedAt { get; init; }

    /// <summary>One of <see cref="HookPhases"/>; empty where the hook never ran.</summary>
    public string Phase { get; init; } = "";
}
