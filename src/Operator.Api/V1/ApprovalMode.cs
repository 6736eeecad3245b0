namespace Steersman.Operator.Api.V1;

/// <summary>Whether a change of the release waits until somebody approves it.</summary>
public enum ApprovalMode
{
    Automatic,
    Manual,
}
