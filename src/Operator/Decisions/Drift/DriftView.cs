using Steersman.Kubernetes.Status.Drift;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions.Drift;

/// <summary>How the objects of the deployed revision stand to what is wanted of them.</summary>
public sealed record DriftView
{
    /// <summary>What is to be done about drift.</summary>
    public required DriftDetectionMode Mode { get; init; }

    /// <summary>Objects to be looked at now: written by others, or never looked at.</summary>
    public IReadOnlyList<DriftKey> Due { get; init; } = [];

    /// <summary>When the next look is due at an object that is written too often to be looked at each time; null: none is.</summary>
    public DateTimeOffset? NextLookAt { get; init; }

    /// <summary>Objects that drifted, or cannot be compared, in the order of the manifest.</summary>
    public IReadOnlyList<DriftedObject> Drifted { get; init; } = [];

    /// <summary>When objects were put back; those that the status tells of already may be missing.</summary>
    public IReadOnlyList<DateTimeOffset> Corrected { get; init; } = [];
}
