namespace Steersman.Operator.Api.V1;

/// <summary>What findings of a preflight do.</summary>
public enum PreflightMode
{
    Warn,
    Block,
}
