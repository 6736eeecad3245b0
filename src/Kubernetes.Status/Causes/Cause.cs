namespace Steersman.Kubernetes.Status.Causes;

/// <summary>One cause of trouble in a rollout, as status, events and messages name it.</summary>
public sealed record Cause
{
    public required CauseCode Code { get; init; }

    public required CauseClass Class { get; init; }

    /// <summary>The object of the release: <c>Deployment/web</c>.</summary>
    public required string Object { get; init; }

    public string? Namespace { get; init; }

    public string? Pod { get; init; }

    public string? Container { get; init; }

    /// <summary>Kubernetes' own word: CrashLoopBackOff, OOMKilled, ErrImagePull, ProgressDeadlineExceeded.</summary>
    public required string Reason { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>Restarts of the container, as kubectl shows them.</summary>
    public int? Restarts { get; init; }

    /// <summary>What is wrong, without the object: at most 512 characters, no control characters, no credentials.</summary>
    public required string Message { get; init; }

    /// <summary>When this was first seen, on the tracker's clock.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The threshold of its rule is passed.</summary>
    public bool IsRipe { get; init; }

    /// <summary>When it will be, if nothing else happens; null where only an event brings it nearer.</summary>
    public DateTimeOffset? RipeAt { get; init; }

    /// <summary>The object was not ready before the operation and is not changed by it: this is reported and ends nothing.</summary>
    public bool IsPreExisting { get; init; }

    /// <summary>The first line for people: <c>Deployment/web: container app in pod web-7d9f-x2x1 is in CrashLoopBackOff (exit code 1, 4 restarts)</c>.</summary>
    public string Summary => $"{Object}: {Message}";
}
