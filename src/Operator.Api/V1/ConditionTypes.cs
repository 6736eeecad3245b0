namespace Steersman.Operator.Api.V1;

/// <summary>Types of conditions, as Flux names them.</summary>
public static class ConditionTypes
{
    public const string Ready = "Ready";
    public const string Reconciling = "Reconciling";
    public const string Stalled = "Stalled";
    public const string Released = "Released";
    public const string TestSuccess = "TestSuccess";
    public const string Remediated = "Remediated";
    public const string Drifted = "Drifted";
}
