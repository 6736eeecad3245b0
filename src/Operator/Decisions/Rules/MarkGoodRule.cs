using Steersman.Operator.Api.V1;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>The annotation <c>steersman.dev/mark-good: "revision/token"</c>: the revision is never pruned, and preferred as the target of an automatic rollback.</summary>
internal sealed class MarkGoodRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || Commands.MarkGood(seen) is not { } request)
        {
            return null;
        }

        if (Commands.RevisionOf(request) is not { } wanted)
        {
            return Ignore(seen, request, "its form is \"<revision>/<token>\"");
        }

        if (seen.History.Find(wanted) is not { } revision)
        {
            return Ignore(seen, request, $"revision {wanted} is not in the history of release {ReleaseNames.Short(seen)}");
        }

        if (!RestoredContent.IsUsable(revision))
        {
            return Ignore(seen, request, $"revision {wanted} is {revision.Status}");
        }

        HelmReleaseStatus status = seen.Release.CurrentStatus with { LastHandledMarkGood = request };
        Notice notice = new(IsWarning: false, Reasons.MarkedGood, $"revision {wanted} of release {ReleaseNames.Short(seen)} is marked as good: it is never pruned, and preferred as the target of a rollback");
        return new Decision(new Step.MarkGood(wanted), status, null, notice);
    }

    // The rest of the rules is asked at once, with the token handled.
    private static Decision Ignore(Observation seen, string request, string why)
    {
        Notice notice = new(IsWarning: true, Reasons.MarkGoodIgnored, $"annotation {Api.WellKnown.MarkGood}: \"{request}\" has no effect: {why}");
        return new Decision(null, seen.Release.CurrentStatus with { LastHandledMarkGood = request }, seen.Now, notice);
    }
}
