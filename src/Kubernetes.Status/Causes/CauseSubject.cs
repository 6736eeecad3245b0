using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Causes;

/// <summary>What the cause rules need to know of the object whose pods they look at.</summary>
internal sealed record CauseSubject(TrackedObject Object, FailFastOptions Options, DateTimeOffset Now)
{
    public int FailuresAllowed { get; init; }

    /// <summary>A pod of the same revision was Ready for ten seconds: one more restart is tolerated.</summary>
    public bool WasReady { get; init; }

    /// <summary>False for Jobs: how often they may crash is their own backoffLimit's matter.</summary>
    public bool CrashesCount { get; init; } = true;

    public bool IsPreExisting { get; init; }
}
