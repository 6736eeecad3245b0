using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>The desired state is rolled out where the newest revision was made from other inputs, or by somebody else.</summary>
internal sealed class RolloutRule : IDecisionRule
{
    private const int MaxNamed = 3;

    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || seen.Desired is not { } desired)
        {
            return null;
        }

        if (seen.History.Newest is not { } newest || IsInstall(seen.History))
        {
            return ClusterChange.IsElsewhere(seen)
                ? RollOut(seen, desired, OperationType.Install, ClusterChange.Trigger(seen))
                : RollOut(seen, desired, OperationType.Install, "install") with { Event = Removed(seen) };
        }

        if (newest.Unreadable is { } why)
        {
            string message = $"release {ReleaseNames.Full(seen, newest.Revision)} cannot be read: {why}; {FailureText.UnreadableWay}";
            return new Decision(null, seen.Release.CurrentStatus.Judged(seen).Stalled(seen, Reasons.ReleaseUnreadable, message), null, new Notice(IsWarning: true, Reasons.ReleaseUnreadable, message));
        }

        if (newest is { Status: ReleaseStatus.Deployed, Operation: null })
        {
            return ByOthers(seen, newest, desired);
        }

        if (newest.Status == ReleaseStatus.Deployed && newest.Operation?.Inputs == desired.Inputs)
        {
            return Commands.IsForced(seen) ? RollOut(seen, desired, OperationType.Upgrade, "annotation")
                : FailsByNow(seen, newest, desired) ? RollOut(seen, desired, OperationType.Upgrade, "spec")
                : null;
        }

        bool isRetry = newest.Operation is { } record && (record.Rejected ?? record.Attempt) == desired.Attempt;
        return RollOut(seen, desired, OperationType.Upgrade, isRetry ? "retry" : Trigger(seen, newest, desired));
    }

    /// <summary>True where nothing is stored, or the release was uninstalled with its history kept.</summary>
    internal static bool IsInstall(History history) => history.Newest is null or { Status: ReleaseStatus.Uninstalled };

    // Failed tests that were ignored when the revision was made count since the spec changed: it is made anew, and tested.
    private static bool FailsByNow(Observation seen, RevisionSummary newest, DesiredState desired) =>
        newest is { HasFailedTests: true, Operation: { Type: OperationType.Install or OperationType.Upgrade, Attempt: { } attempt } record } && attempt != desired.Attempt
        && seen.Release.Spec.Test is { Enable: true } && !TestVerdict.IsIgnored(seen.Release.Spec, record.Type);

    private static Decision ByOthers(Observation seen, RevisionSummary newest, DesiredState desired)
    {
        HelmReleaseStatus status = seen.Release.CurrentStatus;
        bool wasOurs = !seen.IsForeign;
        if (newest.EqualsDesired == true)
        {
            return new Decision(new Step.AdoptRevision(newest.Revision, desired, wasOurs ? "by hand" : "adopted"), status);
        }

        if (wasOurs && newest.RollbackRevision > 0)
        {
            string message = $"rolled back to revision {newest.RollbackRevision} by hand; the spec is not rolled out until it changes";
            RejectedStatus rejected = new() { Digest = desired.Attempt, Reason = Reasons.RolledBackByHand, Message = message, Since = seen.Now, Revision = newest.Revision - 1 };
            return new Decision(
                new Step.AdoptRevision(newest.Revision, null, "by hand"),
                status with { Rejected = rejected },
                null,
                new Notice(IsWarning: true, Reasons.RolledBackByHand, message));
        }

        Notice notice = new(IsWarning: true, "ForeignRevision", $"revision {newest.Revision} was made by somebody else; the spec is rolled out again");
        return RollOut(seen, desired, OperationType.Upgrade, wasOurs ? "by hand" : "adopted") with { Event = notice };
    }

    // What this operator removes itself is not told of any more. An uninstall of Helm's is seen on its way, too.
    private static Notice? Removed(Observation seen)
    {
        bool isByOthers = seen.History.Newest is { } newest
            ? newest.Operation is null && !seen.IsForeign
            : seen.Release.CurrentStatus.Release is not null;
        return isByOthers
            ? new Notice(IsWarning: true, "ForeignUninstall", $"release {ReleaseNames.Short(seen)} was uninstalled by somebody else, or its records were deleted; the spec is rolled out again")
            : null;
    }

    private static string Trigger(Observation seen, RevisionSummary newest, DesiredState desired)
    {
        if (newest.Chart is { } before && before != desired.Chart)
        {
            return $"chart {before.Version} -> {desired.Chart.Version}";
        }

        if (newest.Operation is not { Values: { } values } record || values == desired.Values)
        {
            return "spec";
        }

        // With the same spec only an object that it refers to can have changed.
        bool isOfObject = record.Generation == seen.Release.Metadata.Generation && seen.Release.Spec.ValuesFrom is { Count: > 0 };
        return isOfObject ? $"values object {string.Join(", ", seen.Values.Changed.Take(MaxNamed))}".TrimEnd() : "values";
    }

    private static Decision RollOut(Observation seen, DesiredState desired, OperationType type, string trigger)
    {
        bool isAsked = Commands.IsTryAsked(seen);
        bool isKnown = seen.Release.CurrentStatus.LastAttemptedDigest == desired.Attempt && !Commands.IsReset(seen);
        HelmReleaseStatus status = seen.Release.CurrentStatus.TryHandled(seen).Without(ConditionTypes.Remediated) with
        {
            LastAttemptedDigest = desired.Attempt,
            InstallFailures = isKnown ? seen.Release.CurrentStatus.InstallFailures : null,
            UpgradeFailures = isKnown ? seen.Release.CurrentStatus.UpgradeFailures : null,
            LastAttemptedGeneration = seen.Release.Metadata.Generation,
            LastAttemptedRevision = desired.Chart.Version,
            LastAttemptedRevisionDigest = desired.OciDigest,
            LastAttemptedConfigDigest = desired.Values,
            ObservedPostRenderersDigest = DesiredStateDigest.OfPostRenderers(seen.Release.Spec),
            ObservedCommonMetadataDigest = DesiredStateDigest.OfCommonMetadata(seen.Release.Spec),
            LastAttemptedReleaseAction = ReleaseNames.Verb(type),
            LastAttemptedReleaseActionDuration = null,
            NextRetryAt = null,
        };
        Step.PrepareRevision step = new(type, desired, trigger)
        {
            Failures = Commands.IsReset(seen) ? 0 : FailureCount.Of(seen, type, desired.Attempt),
            Token = isAsked ? seen.Release.RequestedAt : null,
            Left = ClusterChange.Left(seen),
        };
        return new Decision(step, status, null, ClusterChange.Notice(seen));
    }
}
