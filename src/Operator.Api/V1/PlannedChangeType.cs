namespace Steersman.Operator.Api.V1;

/// <summary>What becomes of an object.</summary>
public enum PlannedChangeType
{
    Added,
    Changed,
    Removed,
}
