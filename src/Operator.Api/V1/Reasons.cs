using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>Reasons of conditions and events: Flux's where Flux has one. The descriptions are those of the reference page.</summary>
public static class Reasons
{
    [Description("An operation runs, or what it needs is being fetched.")]
    public const string Progressing = "Progressing";

    [Description("spec.suspend is true: nothing is done for the release.")]
    public const string Suspended = "Suspended";

    [Description("The release was installed, or a release that exists already was taken over as it is.")]
    public const string InstallSucceeded = "InstallSucceeded";

    [Description("An install failed; the message names the cause.")]
    public const string InstallFailed = "InstallFailed";

    [Description("The release was upgraded.")]
    public const string UpgradeSucceeded = "UpgradeSucceeded";

    [Description("An upgrade failed; the message names the cause.")]
    public const string UpgradeFailed = "UpgradeFailed";

    [Description("The revision is rolled out, and its tests have not ended yet.")]
    public const string AwaitingTests = "AwaitingTests";

    [Description("The tests of the revision passed.")]
    public const string TestSucceeded = "TestSucceeded";

    [Description("A test of the revision failed.")]
    public const string TestFailed = "TestFailed";

    [Description("A failed upgrade was rolled back: what runs is not what the spec asks for.")]
    public const string RollbackSucceeded = "RollbackSucceeded";

    [Description("A rollback failed; it is tried again on the same revision.")]
    public const string RollbackFailed = "RollbackFailed";

    [Description("The release was uninstalled.")]
    public const string UninstallSucceeded = "UninstallSucceeded";

    [Description("An uninstall failed; it is tried again.")]
    public const string UninstallFailed = "UninstallFailed";

    [Description("Somebody else's operation on the release is pending; it is left alone for the time that the message tells.")]
    public const string PendingRelease = "PendingRelease";

    [Description("The chart cannot be had: the message names the source, the field and the way out.")]
    public const string ArtifactFailed = "ArtifactFailed";

    [Description("The source has no chart to offer yet.")]
    public const string SourceNotReady = "SourceNotReady";

    [Description("The source may not be used from this namespace.")]
    public const string AccessDenied = "AccessDenied";

    [Description("The values cannot be composed: the message names the reference.")]
    public const string ValuesError = "ValuesError";

    [Description("The source asks for what is not supported.")]
    public const string SourceNotSupported = "SourceNotSupported";

    [Description("The spec is wrong in itself.")]
    public const string InvalidSpec = "InvalidSpec";

    [Description("The chart does not render with these values.")]
    public const string RenderFailed = "RenderFailed";

    [Description("The API server refuses an object of the release.")]
    public const string Refused = "Refused";

    [Description("The desired state failed and was rolled back; nothing is tried until it changes.")]
    public const string RolledBack = "RolledBack";

    [Description("Something failed and is tried again by itself.")]
    public const string ProgressingWithRetry = "ProgressingWithRetry";

    [Description("The desired state failed as often as it may be tried.")]
    public const string RetriesExceeded = "RetriesExceeded";

    [Description("spec.rollbackTo holds the release at a stored revision.")]
    public const string HeldAtRevision = "HeldAtRevision";

    [Description("The revision that is asked for is not in Helm's history.")]
    public const string RevisionNotFound = "RevisionNotFound";

    [Description("The revision that is asked for failed, or is not finished.")]
    public const string RevisionNotUsable = "RevisionNotUsable";

    [Description("The annotation that asks for a rollback was not followed.")]
    public const string RollbackIgnored = "RollbackIgnored";

    [Description("A rollback deleted pods of other revisions.")]
    public const string PodsDeleted = "PodsDeleted";

    [Description("A revision was marked as good.")]
    public const string MarkedGood = "MarkedGood";

    [Description("The annotation that asks for the mark was not followed.")]
    public const string MarkGoodIgnored = "MarkGoodIgnored";

    [Description("A change is planned, and waits until somebody approves it.")]
    public const string AwaitingApproval = "AwaitingApproval";

    [Description("Before a change something was found that may make it fail, or does where spec.preflight.mode is Block; the message names it.")]
    public const string PreflightFailed = "PreflightFailed";

    [Description("A ConfigMap or Secret changes, and nothing restarts the pods that use it.")]
    public const string StaleConfiguration = "StaleConfiguration";

    [Description("A change waits for an update window.")]
    public const string AwaitingWindow = "AwaitingWindow";

    [Description("The annotation that approves a plan is for another one.")]
    public const string ApprovalIgnored = "ApprovalIgnored";

    [Description("An uninstall was given up, and objects were left.")]
    public const string Orphaned = "Orphaned";

    [Description("The desired state failed and is not tried again until it changes.")]
    public const string Rejected = "Rejected";

    [Description("There is no revision to go back to.")]
    public const string MissingRollbackTarget = "MissingRollbackTarget";

    [Description("Another live HelmRelease owns the release.")]
    public const string ReleaseOwned = "ReleaseOwned";

    [Description("Another live HelmRelease has an object of the release.")]
    public const string ObjectOwned = "ObjectOwned";

    [Description("An object of the release exists already, and the spec does not take it over.")]
    public const string ObjectExists = "ObjectExists";

    [Description("A definition would stop serving a version that the release uses.")]
    public const string NoWayBack = "NoWayBack";

    [Description("The server lacks a kind that the chart has objects of; tried again when a definition comes.")]
    public const string KindMissing = "KindMissing";

    [Description("A revision in Helm's storage cannot be read.")]
    public const string ReleaseUnreadable = "ReleaseUnreadable";

    [Description("An object became unavailable after the rollout.")]
    public const string Degraded = "Degraded";

    [Description("The namespace of the release is missing.")]
    public const string NamespaceMissing = "NamespaceMissing";

    [Description("The desired state of a rejected revision was replaced by hand.")]
    public const string RolledBackByHand = "RolledBackByHand";

    [Description("A failed revision became ready after all.")]
    public const string Recovered = "Recovered";

    [Description("Something in spec.dependsOn is not ready.")]
    public const string DependencyNotReady = "DependencyNotReady";

    [Description("HelmReleases depend on each other in a circle.")]
    public const string DependencyCycle = "DependencyCycle";

    [Description("The uninstall waits for HelmReleases that depend on this one.")]
    public const string DependentsRemain = "DependentsRemain";

    [Description("A CEL expression of the spec cannot be compiled, or has the wrong type.")]
    public const string InvalidCELExpression = "InvalidCELExpression";

    [Description("Objects of the release differ from what is wanted of them.")]
    public const string DriftDetected = "DriftDetected";

    [Description("Objects of the release are as they are wanted.")]
    public const string NoDriftDetected = "NoDriftDetected";

    [Description("Objects that differed were put back.")]
    public const string DriftCorrected = "DriftCorrected";

    [Description("An object that differs could not be put back.")]
    public const string DriftCorrectionFailed = "DriftCorrectionFailed";

    [Description("Others change an object again each time that it is corrected.")]
    public const string DriftFight = "DriftFight";

    [Description("An object cannot be compared with what is wanted of it.")]
    public const string DriftUnknown = "DriftUnknown";

    [Description("The namespace was deleted and made anew, and its objects went with it.")]
    public const string NamespaceReplaced = "NamespaceReplaced";

    [Description("The other cluster that the release is on does not answer, or refuses its credentials; tried again by itself.")]
    public const string ClusterUnavailable = "ClusterUnavailable";

    [Description("spec.kubeConfig has come to name another cluster: the release on the one before is left as it is.")]
    public const string ClusterChanged = "ClusterChanged";

    [Description("What spec.kubeConfig refers to is missing, or cannot be used; the message names the field and the way out.")]
    public const string KubeConfigInvalid = "KubeConfigInvalid";

    [Description("The service account that the release is managed as does not exist.")]
    public const string ServiceAccountMissing = "ServiceAccountMissing";

    [Description("The service account that the release is managed as may not do what is needed; tried again when rights change.")]
    public const string Forbidden = "Forbidden";

    [Description("The release exists already, and the spec does not take it over.")]
    public const string ReleaseExists = "ReleaseExists";
}
