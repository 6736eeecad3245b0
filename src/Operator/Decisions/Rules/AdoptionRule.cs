using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>A release that somebody else made is taken over, or refused where the spec is strict.</summary>
internal sealed class AdoptionRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || !seen.IsForeign || seen.History.Newest is not { } newest || newest.Status == ReleaseStatus.Uninstalled)
        {
            return null;
        }

        if (IsRefused(seen))
        {
            string maker = newest.Operation is { } record ? $"HelmRelease {record.Owner}, which is gone" : "Helm";
            string message = $"release {ReleaseNames.Full(seen, newest.Revision)} exists already, made by {maker}, and spec.adoption is Strict: choose another spec.releaseName, or set spec.adoption to Adopt";
            return new Decision(null, seen.Release.CurrentStatus.Judged(seen).Stalled(seen, Reasons.ReleaseExists, message), null, new Notice(IsWarning: true, Reasons.ReleaseExists, message));
        }

        // Its HelmRelease is gone (restored from a backup, or made anew): the same inputs need no new revision.
        return newest is { Status: ReleaseStatus.Deployed, Operation.Inputs: { } inputs } && inputs == seen.Desired?.Inputs
            ? new Decision(new Step.AdoptRevision(newest.Revision, seen.Desired, "adopted"), seen.Release.CurrentStatus)
            : null;
    }

    /// <summary>True where the release is not to be taken over. What a HelmRelease of the same name made is no stranger's.</summary>
    internal static bool IsRefused(Observation seen) => seen is { IsForeign: true, Release.Spec.Adoption: AdoptionPolicy.Strict, History.Newest: { } newest }
        && newest.Operation?.Owner != seen.Release.Metadata.Key.ToString();
}
