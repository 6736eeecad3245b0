namespace Steersman.Operator.Api.V1;

/// <summary>What an operation does.</summary>
public enum OperationType
{
    Install,
    Upgrade,
    Rollback,
    Uninstall,

    /// <summary>Objects that others changed are put back; no revision is made.</summary>
    Correct,

    /// <summary>The tests of a revision that is deployed already; only the status shows it.</summary>
    Test,
}
