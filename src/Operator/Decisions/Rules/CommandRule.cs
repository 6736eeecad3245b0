using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>The annotation <c>steersman.dev/rollback: "revision/token"</c>: one rollback now; what it replaced is rejected until it changes.</summary>
internal sealed class CommandRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || Commands.Rollback(seen) is not { } request)
        {
            return null;
        }

        (RevisionSummary? revision, string why) = Commands.Wanted(seen, request);
        if (revision is null)
        {
            return Ignore(seen, request, why);
        }

        int wanted = revision.Revision;
        if (RestoredContent.IsOf(seen.History, wanted))
        {
            return Ignore(seen, request, $"revision {seen.History.Newest!.Revision} holds the content of revision {wanted} already");
        }

        string cause = $"rolled back to revision {wanted} as the annotation {Api.WellKnown.Rollback} asked; the spec is not rolled out until it changes";
        HelmReleaseStatus status = seen.Release.CurrentStatus with { LastHandledRollback = request };
        return new Decision(
            new Step.PrepareRollback(wanted, Replaced(seen), cause, Retry: null) { Code = Reasons.RolledBackByHand, Token = request },
            status,
            null,
            new Notice(IsWarning: true, Reasons.RolledBackByHand, cause));
    }

    private static string? Replaced(Observation seen) => seen.Desired?.Attempt ?? seen.History.Newest?.Operation?.Attempt ?? seen.History.Newest?.Operation?.Rejected;

    // The rest of the rules is asked at once, with the token handled.
    private static Decision Ignore(Observation seen, string request, string why)
    {
        Notice notice = new(IsWarning: true, Reasons.RollbackIgnored, $"annotation {Api.WellKnown.Rollback}: \"{request}\" has no effect: {why}");
        return new Decision(null, seen.Release.CurrentStatus with { LastHandledRollback = request }, seen.Now, notice);
    }
}
