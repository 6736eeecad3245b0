namespace Steersman.Kubernetes.Status.Objects;

/// <summary>What the failure of an object means for the wait (<c>steersman.dev/fail-mode</c>, <c>werf.io/fail-mode</c>).</summary>
public enum FailMode
{
    /// <summary>It ends the wait as soon as a rule says so.</summary>
    Fail,

    /// <summary>Nobody's: an object that has failed, or is not ready in time, holds nothing back.</summary>
    Ignore,

    /// <summary>Only the timeout ends the wait (werf: HopeUntilEndOfDeployProcess).</summary>
    AtTimeout,
}
