using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>
/// While the namespace of a HelmRelease goes, nothing new begins. What is in it is left to Kubernetes; once the HelmRelease is deleted, the rest of its release is: without hooks, which could
/// not be created any more, without waiting, and for no longer than the namespace may be held up.
/// </summary>
internal sealed class TerminatingRule : IDecisionRule
{
    /// <summary>How long it is tried; the finalizer is gone within 30 s.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public Decision? Decide(Observation seen)
    {
        if (!seen.IsOwnNamespaceTerminating)
        {
            return null;
        }

        HelmReleaseStatus status = seen.Release.CurrentStatus;
        if (!seen.Release.IsDeleted || !seen.Release.HasFinalizer)
        {
            return new Decision(null, status);
        }

        if (DeletedRule.WhyKept(seen) is not null)
        {
            return null;
        }

        if (seen.Failure is not { OperationId: null } failure)
        {
            return new Decision(new Step.LeaveNamespace(), status);
        }

        if (seen.Now - seen.Release.Metadata.DeletionTimestamp < Patience)
        {
            return new Decision(null, status, seen.Now + Pause);
        }

        string message = $"namespace {seen.Release.Metadata.Namespace} is being deleted, and of release {ReleaseNames.Short(seen)} these objects elsewhere could not be deleted and stay: {failure.Message}";
        return new Decision(new Step.RemoveFinalizer(), status, null, new Notice(IsWarning: true, Reasons.Orphaned, message) { IsToldElsewhere = true });
    }
}
