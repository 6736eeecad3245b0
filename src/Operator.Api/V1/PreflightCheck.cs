namespace Steersman.Operator.Api.V1;

/// <summary>What a preflight looks at.</summary>
public enum PreflightCheck
{
    DryRun,
    References,
    Quota,
}
