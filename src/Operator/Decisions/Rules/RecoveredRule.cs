using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>
/// A revision that failed in its wait, is still the newest, and whose objects are all ready by now goes on where it stopped: hooks after it, then deployed. No new
/// revision is made. What is rolled back is not the newest any more; ready wins over a remediation that has not begun.
/// </summary>
internal sealed class RecoveredRule : IDecisionRule
{
    public Decision? Decide(Observation seen) => Recover(seen);

    /// <summary>The same for a revision that <c>spec.rollbackTo</c> asks for.</summary>
    internal static Decision? Recover(Observation seen)
    {
        if (Recovery.DueAt(seen) is not { } due || due > seen.Now)
        {
            return null;
        }

        RevisionSummary newest = seen.History.Newest!;
        string message = $"release {ReleaseNames.Full(seen, newest.Revision)} became ready after it had failed: {newest.Operation!.Cause ?? newest.Description ?? newest.Operation.Code}";
        HelmReleaseStatus status = seen.Release.CurrentStatus with { Rejected = null, Failures = null, NextRetryAt = null };
        return new Decision(new Step.ResumeRevision(newest.Revision), status, null, new Notice(IsWarning: false, Reasons.Recovered, message));
    }
}
