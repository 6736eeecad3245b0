namespace Steersman.Kubernetes.Status.Causes;

/// <summary>What kind of trouble a cause is, and so what it may end.</summary>
public enum CauseClass
{
    /// <summary>Cannot get better by itself: ends the rollout.</summary>
    Terminal,

    /// <summary>A wrong image or setting: ends the rollout where the workload cannot progress.</summary>
    Config,

    /// <summary>A process that dies: ends the rollout where the workload cannot progress.</summary>
    Crash,

    /// <summary>May pass: is reported, and only the timeout ends the rollout.</summary>
    Transient,

    /// <summary>The cluster has no room: is reported, and only the timeout ends the rollout.</summary>
    Capacity,
}
