namespace Steersman.Operator.Api.V1;

/// <summary>What an operation does.</summary>
public enum OperationType
{
    Install,
    Upgrade,
    Rollback,
    Uninstall,
}
