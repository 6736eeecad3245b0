using Steersman.Operator.Decisions;

namespace Steersman.Operator.Steps;

/// <summary>What became of a step.</summary>
/// <param name="Failure">Why it could not be taken; null where it was.</param>
/// <param name="IsPending">True where something is under way that a watch will tell the end of.</param>
internal sealed record StepResult(StepFailure? Failure, bool IsPending = false)
{
    public static StepResult Done { get; } = new((StepFailure?)null);

    public static StepResult Pending { get; } = new(null, IsPending: true);

    public static StepResult Failed(StepFailure failure) => new(failure);
}
