using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>What the operator found and did. It mirrors Helm's release storage, which is the truth.</summary>
public sealed record HelmReleaseStatus
{
    [Description("Newest generation that was judged, whatever the verdict.")]
    public long? ObservedGeneration { get; init; }

    [Description("Conditions: Ready, Reconciling, Stalled, Released, TestSuccess, Remediated, Drifted.")]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    [Description("The newest stored revision.")]
    public ReleaseSummary? Release { get; init; }

    [Description("The operation that runs; absent where none does.")]
    public OperationStatus? Operation { get; init; }

    [Description("At most ten objects that are not ready, worst first.")]
    public IReadOnlyList<ProgressItem>? Progress { get; init; }

    [Description("First cause of the last failed operation.")]
    public FailureStatus? Failure { get; init; }

    [Description("The desired state that failed; it is not tried again until it changes or is asked for.")]
    public RejectedStatus? Rejected { get; init; }

    [Description("The revision that spec.rollbackTo holds the release at.")]
    public PinnedStatus? Pinned { get; init; }

    [Description("A change that waits for its approval, or for an update window; absent where none does.")]
    public PlanStatus? Plan { get; init; }

    [Description("Revisions, newest first.")]
    public IReadOnlyList<HistoryEntry>? History { get; init; }

    [Description("The objects of the newest revision that was applied, hooks left out.")]
    public ResourceInventory? Inventory { get; init; }

    [Description("Address of the other cluster that the release is on; absent where that is the cluster of the HelmRelease.")]
    public string? Cluster { get; init; }

    [Description("Namespace of Helm's release Secrets.")]
    public string? StorageNamespace { get; init; }

    [Description("Generation of the last attempt that reached the release step.")]
    public long? LastAttemptedGeneration { get; init; }

    [Description("Chart version of the last attempt.")]
    public string? LastAttemptedRevision { get; init; }

    [Description("Digest of the OCI artifact that the chart of the last attempt came as; absent where it came otherwise.")]
    public string? LastAttemptedRevisionDigest { get; init; }

    [Description("Digest of the values of the last attempt.")]
    public string? LastAttemptedConfigDigest { get; init; }

    [Description("Digest of the post-renderers of the last attempt; absent where there are none.")]
    public string? ObservedPostRenderersDigest { get; init; }

    [Description("Digest of the common metadata of the last attempt; absent where there is none.")]
    public string? ObservedCommonMetadataDigest { get; init; }

    [Description("Install or upgrade, whichever was tried last.")]
    public string? LastAttemptedReleaseAction { get; init; }

    [Description("How long that install or upgrade took without its tests, as Go writes a duration; absent until it ends.")]
    public string? LastAttemptedReleaseActionDuration { get; init; }

    [Description("Digest of the desired state of the last attempt, over everything that may change the outcome.")]
    public string? LastAttemptedDigest { get; init; }

    [Description("Value of the annotation requestedAt that was handled last.")]
    public string? LastHandledReconcileAt { get; init; }

    [Description("Value of the annotation forceAt that was handled last.")]
    public string? LastHandledForceAt { get; init; }

    [Description("Value of the annotation resetAt that was handled last.")]
    public string? LastHandledResetAt { get; init; }

    [Description("Value of the annotation rollback that was handled last.")]
    public string? LastHandledRollback { get; init; }

    [Description("Value of the annotation unlock that was handled last.")]
    public string? LastHandledUnlock { get; init; }

    [Description("Value of the annotation mark-good that was handled last.")]
    public string? LastHandledMarkGood { get; init; }

    [Description("Value of the annotation approve that was handled last.")]
    public string? LastHandledApprove { get; init; }

    [Description("Failures since the last success.")]
    public long? Failures { get; init; }

    [Description("Failed installs of the desired state of the last attempt.")]
    public int? InstallFailures { get; init; }

    [Description("Failed upgrades of the desired state of the last attempt.")]
    public int? UpgradeFailures { get; init; }

    [Description("When the next try is due without a change.")]
    public DateTimeOffset? NextRetryAt { get; init; }

    [Description("When the update window opens that a change waits for.")]
    public DateTimeOffset? NextWindowAt { get; init; }
}
