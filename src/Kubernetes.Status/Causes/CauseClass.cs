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

    /// <summary>A process that runs and says that it is not ready: ends the rollout only where that is asked for.</summary>
    App,

    /// <summary>May pass: is reported, and only the timeout ends the rollout.</summary>
    Transient,

    /// <summary>There is no room: a lack of nodes is reported, and only the timeout ends the rollout; a quota ends it when nothing is left that could give room.</summary>
    Capacity,
}
