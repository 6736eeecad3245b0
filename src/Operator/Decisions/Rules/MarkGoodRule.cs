using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

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

        (RevisionSummary? revision, string why) = Commands.Wanted(seen, request);
        if (revision is null)
        {
            return Ignore(seen, request, why);
        }

        int wanted = revision.Revision;
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
