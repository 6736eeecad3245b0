using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>A HelmRelease that is being deleted takes its release with it, unless it is told to keep it.</summary>
internal sealed class DeletedRule : IDecisionRule
{
    // kubectl deletes one object after the other: dependents that are to go as well follow within moments.
    private static readonly TimeSpan PatienceWithDependents = TimeSpan.FromSeconds(10);

    public Decision? Decide(Observation seen)
    {
        if (!seen.Release.IsDeleted)
        {
            return null;
        }

        if (!seen.Release.HasFinalizer)
        {
            return new Decision(null, seen.Release.CurrentStatus);
        }

        if (WhyKept(seen) is { } why)
        {
            return Release(seen, Reasons.UninstallSucceeded, why, isWarning: seen.IsDefinitionDeleted);
        }

        bool isGone = seen.History.Newest is null or { Status: ReleaseStatus.Uninstalled };
        if (isGone && seen.Release.Metadata.Annotations[Api.WellKnown.HandedOver] is null)
        {
            return ClusterChange.Left(seen) is { } left
                ? Release(seen, Reasons.Orphaned, $"spec.kubeConfig names another cluster than before: release {left} is left as it is, objects and Helm's history", isWarning: true)
                : new Decision(new Step.RemoveFinalizer(), seen.Release.CurrentStatus);
        }

        if (seen.Failure is { OperationId: null } failure)
        {
            return new Decision(null, Failed(seen, failure.Message), seen.Now + ExponentialDelay.FirstRetry);
        }

        return isGone ? new Decision(new Step.DropHandedOver(), seen.Release.CurrentStatus) : Uninstall(seen, seen.History.Newest!);
    }

    private static Decision? Uninstall(Observation seen, RevisionSummary newest)
    {
        if (newest is { Status: ReleaseStatus.Failed, Operation: { Type: OperationType.Uninstall } record })
        {
            DateTimeOffset? givenUp = GivenUpAt(seen, record);
            if (givenUp <= seen.Now)
            {
                return Release(seen, Reasons.Orphaned, $"release {ReleaseNames.Short(seen)} was not gone in time, and what is left of it is left, as uninstall.timeoutPolicy asks: {record.Failure}", isWarning: true);
            }

            Decision retry = UninstallRetry.Decide(seen, newest, record);
            return givenUp < retry.WakeAt ? retry with { WakeAt = givenUp } : retry;
        }

        if (seen.Operation is { } operation)
        {
            if (operation.Record.Move is not null)
            {
                return new Decision(new Step.AbandonMove(), Uninstalling(seen));
            }

            // Applies and hooks that run finish first; a wait gives way at once.
            bool isResting = operation.Phase is OperationPhase.Wait or OperationPhase.Prepare || (operation.Phase == OperationPhase.Apply && OwnOperationRule.IsHeldUp(seen, operation));
            return operation.Record.Type == OperationType.Uninstall || !isResting || Waiting(seen) is not null
                ? null
                : new Decision(new Step.PrepareUninstall(null, null), Uninstalling(seen));
        }

        return ReleaseStatus.IsPending(newest.Status) && newest.Operation is null
            ? null
            : Waiting(seen) ?? new Decision(new Step.PrepareUninstall(null, null), Uninstalling(seen));
    }

    // A wait that took its time is over; what failed otherwise, such as a hook, may be tried until the time since the deletion is over.
    private static DateTimeOffset? GivenUpAt(Observation seen, OperationRecord record) => seen.Release.Spec.Uninstall is not { TimeoutPolicy: UninstallTimeoutPolicy.Orphan } ? null
        : record.Code == FailureText.Timeout ? seen.Now
        : seen.Release.Metadata.DeletionTimestamp!.Value + ActionOptions.Of(seen.Release.Spec, OperationType.Uninstall).Timeout;

    /// <summary>What depends on the release goes first; what is to stay is given a moment to be deleted too.</summary>
    private static Decision? Waiting(Observation seen)
    {
        DateTimeOffset due = seen.Release.Metadata.DeletionTimestamp!.Value + PatienceWithDependents;
        IReadOnlyList<string> going = seen.Dependencies.GoingDependents;
        IReadOnlyList<string> staying = due > seen.Now ? seen.Dependencies.StayingDependents : [];
        if (going.Count + staying.Count == 0)
        {
            return null;
        }

        string message = $"the uninstall waits for HelmReleases that depend on this one: {string.Join(", ", [.. going, .. staying])}";
        return new Decision(null, seen.Release.CurrentStatus.Judged(seen).NotReady(seen, Reasons.DependentsRemain, message), staying.Count == 0 ? null : due);
    }

    /// <summary>The status while the release is being uninstalled.</summary>
    private static HelmReleaseStatus Uninstalling(Observation seen) =>
        seen.Release.CurrentStatus.Judged(seen).Progressing(seen, $"Running 'uninstall' action with timeout of {Api.GoDuration.Format(ActionOptions.Of(seen.Release.Spec, OperationType.Uninstall).Timeout)}");

    private static HelmReleaseStatus Failed(Observation seen, string message)
    {
        string text = $"Helm uninstall failed for release {ReleaseNames.Short(seen)}: {message}";
        return seen.Release.CurrentStatus.Judged(seen).NotReady(seen, Reasons.UninstallFailed, text).With(seen, ConditionTypes.Released, StatusExtensions.False, Reasons.UninstallFailed, text);
    }

    /// <summary>Why the release is not uninstalled; null where it is.</summary>
    internal static string? WhyKept(Observation seen)
    {
        if (seen.IsDefinitionDeleted)
        {
            return $"the definition of HelmRelease is being deleted: release {ReleaseNames.Short(seen)} is kept";
        }

        if (seen.Release.Spec.DeletionPolicy == DeletionPolicy.Keep)
        {
            return $"release {ReleaseNames.Short(seen)} is kept, as deletionPolicy asks";
        }

        if (seen.Release.Spec.Suspend)
        {
            return $"release {ReleaseNames.Short(seen)} is kept: the HelmRelease was suspended when it was deleted";
        }

        if (AdoptionRule.IsRefused(seen))
        {
            return $"release {ReleaseNames.Short(seen)} was never this HelmRelease's and is kept";
        }

        return seen.IsOwnedByOther ? $"release {ReleaseNames.Short(seen)} belongs to another HelmRelease and is kept" : null;
    }

    private static Decision Release(Observation seen, string reason, string message, bool isWarning) =>
        new(new Step.RemoveFinalizer(), seen.Release.CurrentStatus, null, new Notice(isWarning, reason, message));
}
