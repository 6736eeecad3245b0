using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.Steps;

/// <summary>What became of a step.</summary>
/// <param name="Failure">Why it could not be taken; null where it was.</param>
/// <param name="IsPending">True where something is under way that a watch will tell the end of.</param>
internal sealed record StepResult(StepFailure? Failure, bool IsPending = false)
{
    public static StepResult Done { get; } = new((StepFailure?)null);

    public static StepResult Pending { get; } = new(null, IsPending: true);

    /// <summary>What the step found that is to be told.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    public static StepResult Failed(StepFailure failure) => new(failure);

    public static StepResult Told(params IReadOnlyList<Notice> notices) => Done with { Notices = notices };
}
