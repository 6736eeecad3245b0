namespace Steersman.Kubernetes.Status.Causes;

/// <summary>One row of the table of early failures.</summary>
/// <param name="Code">The cause.</param>
/// <param name="Class">What it may end.</param>
public sealed record FailFastRule(CauseCode Code, CauseClass Class)
{
    /// <summary>How long the cause must be there: since it was first seen; for <see cref="CauseCode.CrashLoop"/> since the pod's start.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Restarts since the baseline; 0 where restarts do not count.</summary>
    public int Restarts { get; init; }

    /// <summary>The cause is reported and ends nothing.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The cause is reported and never ends a rollout, whatever the spec says: it may pass by itself.</summary>
    public bool IsReportedOnly { get; init; }

    internal bool EndsRollouts => !IsDisabled && !IsReportedOnly;
}
