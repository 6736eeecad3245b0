using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>
/// Nothing is known of a release whose cluster does not answer, whose account is gone, or may not see it: what runs goes on running, the status says why, and the deletion of the HelmRelease waits.
/// Where what is needed to get at the release is gone for good, the release is left, and an event names it.
/// </summary>
internal sealed class ConnectionRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Connection is not { } problem)
        {
            return null;
        }

        if (seen.Release.IsDeleted)
        {
            return Delete(seen, problem);
        }

        return seen.IsOwnNamespaceTerminating ? new Decision(null, seen.Release.CurrentStatus) : seen.SpecError is not null ? null : Tell(seen, problem);
    }

    private static Decision Delete(Observation seen, ConnectionProblem problem)
    {
        HelmReleaseStatus status = seen.Release.CurrentStatus;
        if (!seen.Release.HasFinalizer)
        {
            return new Decision(null, status);
        }

        if (DeletedRule.WhyKept(seen) is { } why)
        {
            return Leave(seen, new Notice(IsWarning: seen.IsDefinitionDeleted, Reasons.UninstallSucceeded, why));
        }

        if (status.Release is null && status.StorageNamespace is null && !seen.HasRecords)
        {
            // It never came to a release.
            return new Decision(new Step.RemoveFinalizer(), status);
        }

        string left = $"release {ReleaseNames.Short(seen)} is left as it is, objects and Helm's history";
        if (problem.IsGone)
        {
            return Leave(seen, new Notice(IsWarning: true, Reasons.Orphaned, $"{problem.Message}: {left}"));
        }

        TimeSpan waited = seen.Now - seen.Release.Metadata.DeletionTimestamp!.Value;
        if (seen.IsOwnNamespaceTerminating && waited >= TerminatingRule.Patience)
        {
            return Leave(seen, new Notice(IsWarning: true, Reasons.Orphaned, $"namespace {seen.Release.Metadata.Namespace} is being deleted, and {problem.Message}: {left}"));
        }

        TimeSpan timeout = ActionOptions.Of(seen.Release.Spec, OperationType.Uninstall).Timeout;
        return seen.Release.Spec.Uninstall is { TimeoutPolicy: UninstallTimeoutPolicy.Orphan } && waited >= timeout
            ? Leave(seen, new Notice(IsWarning: true, Reasons.Orphaned, $"{problem.Message}: {left}, as uninstall.timeoutPolicy asks"))
            : Tell(seen, problem with { RetryAt = Earlier(problem.RetryAt, seen) });
    }

    private static Decision Leave(Observation seen, Notice notice) =>
        new(new Step.RemoveFinalizer(), seen.Release.CurrentStatus, null, notice with { IsToldElsewhere = seen.IsOwnNamespaceTerminating });

    // What was known of the release stays in the status: it says what is there, not what may be seen of it.
    private static Decision Tell(Observation seen, ConnectionProblem problem)
    {
        HelmReleaseStatus status = seen.Release.CurrentStatus with
        {
            ObservedGeneration = seen.Release.Metadata.Generation,
            LastHandledReconcileAt = seen.Release.RequestedAt ?? seen.Release.CurrentStatus.LastHandledReconcileAt,
        };
        return new Decision(null, status.NotReady(seen, problem.Reason, problem.Message), problem.RetryAt, new Notice(IsWarning: true, problem.Reason, problem.Message));
    }

    // The end of a patience is no event.
    private static DateTimeOffset? Earlier(DateTimeOffset? due, Observation seen)
    {
        DateTimeOffset? end = seen.IsOwnNamespaceTerminating ? seen.Release.Metadata.DeletionTimestamp + TerminatingRule.Patience
            : seen.Release.Spec.Uninstall is { TimeoutPolicy: UninstallTimeoutPolicy.Orphan } ? seen.Release.Metadata.DeletionTimestamp + ActionOptions.Of(seen.Release.Spec, OperationType.Uninstall).Timeout
            : null;
        return end is null || due < end ? due : end;
    }
}
