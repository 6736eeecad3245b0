namespace Steersman.Operator.Api.V1;

/// <summary>What follows the failure of an action.</summary>
public enum ActionStrategyName
{
    /// <summary>It is remediated, as <c>remediation</c> says.</summary>
    RemediateOnFailure,

    /// <summary>It stays, and is upgraded again and again.</summary>
    RetryOnFailure,
}
