using Steersman.Releases.Applying;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>What was found out about a rendered revision before anything is written.</summary>
/// <param name="Failure">Why it is not made; null where it may be.</param>
/// <param name="Before">The objects of the revision before, in versions that are served.</param>
/// <param name="Wanted">Its own objects.</param>
internal sealed record Judgement(PreparationFailure? Failure, IReadOnlyList<ReleaseObject> Before, IReadOnlyList<ReleaseObject> Wanted)
{
    public static Judgement Refused(PreparationFailure failure) => new(failure, [], []);
}
