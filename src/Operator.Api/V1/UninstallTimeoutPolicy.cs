namespace Steersman.Operator.Api.V1;

/// <summary>What follows an uninstall that did not end in time.</summary>
public enum UninstallTimeoutPolicy
{
    /// <summary>It is tried again.</summary>
    Retry,

    /// <summary>What is left is left, and named in an event.</summary>
    Orphan,
}
