namespace Steersman.Operator.Api.V1;

/// <summary>Reasons of conditions and events: Flux's where Flux has one.</summary>
public static class Reasons
{
    public const string Progressing = "Progressing";
    public const string Suspended = "Suspended";
    public const string InstallSucceeded = "InstallSucceeded";
    public const string InstallFailed = "InstallFailed";
    public const string UpgradeSucceeded = "UpgradeSucceeded";
    public const string UpgradeFailed = "UpgradeFailed";
    public const string AwaitingTests = "AwaitingTests";
    public const string TestSucceeded = "TestSucceeded";
    public const string TestFailed = "TestFailed";
    public const string RollbackSucceeded = "RollbackSucceeded";
    public const string RollbackFailed = "RollbackFailed";
    public const string UninstallSucceeded = "UninstallSucceeded";
    public const string UninstallFailed = "UninstallFailed";
    public const string PendingRelease = "PendingRelease";
    public const string ArtifactFailed = "ArtifactFailed";
    public const string SourceNotReady = "SourceNotReady";

    /// <summary>Flux's: the source may not be used from this namespace.</summary>
    public const string AccessDenied = "AccessDenied";
    public const string ValuesError = "ValuesError";

    /// <summary>Ours: the source asks for what is not supported.</summary>
    public const string SourceNotSupported = "SourceNotSupported";

    /// <summary>Ours: the spec is wrong in itself.</summary>
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>Ours: the chart does not render with these values.</summary>
    public const string RenderFailed = "RenderFailed";

    /// <summary>Ours: the API server refuses an object of the release.</summary>
    public const string Refused = "Refused";

    /// <summary>Ours: the desired state failed and was rolled back; nothing is tried until it changes.</summary>
    public const string RolledBack = "RolledBack";

    /// <summary>Flux's: something failed and is tried again by itself.</summary>
    public const string ProgressingWithRetry = "ProgressingWithRetry";

    /// <summary>Flux's: the desired state failed as often as it may be tried.</summary>
    public const string RetriesExceeded = "RetriesExceeded";

    /// <summary>Ours: <c>spec.rollbackTo</c> holds the release at a stored revision.</summary>
    public const string HeldAtRevision = "HeldAtRevision";

    /// <summary>Ours: the revision that is asked for is not in Helm's history.</summary>
    public const string RevisionNotFound = "RevisionNotFound";

    /// <summary>Ours: the revision that is asked for failed, or is not finished.</summary>
    public const string RevisionNotUsable = "RevisionNotUsable";

    /// <summary>Ours: the annotation that asks for a rollback was not followed.</summary>
    public const string RollbackIgnored = "RollbackIgnored";

    /// <summary>Ours: a rollback deleted pods of other revisions.</summary>
    public const string PodsDeleted = "PodsDeleted";

    /// <summary>Ours: a revision was marked as good.</summary>
    public const string MarkedGood = "MarkedGood";

    /// <summary>Ours: the annotation that asks for the mark was not followed.</summary>
    public const string MarkGoodIgnored = "MarkGoodIgnored";

    /// <summary>Ours: a change is planned, and waits until somebody approves it.</summary>
    public const string AwaitingApproval = "AwaitingApproval";

    /// <summary>Ours: a change waits for an update window.</summary>
    public const string AwaitingWindow = "AwaitingWindow";

    /// <summary>Ours: the annotation that approves a plan is for another one.</summary>
    public const string ApprovalIgnored = "ApprovalIgnored";

    /// <summary>Ours: an uninstall was given up, and objects were left.</summary>
    public const string Orphaned = "Orphaned";

    /// <summary>Ours: the desired state failed and is not tried again until it changes.</summary>
    public const string Rejected = "Rejected";

    /// <summary>Flux's: there is no revision to go back to.</summary>
    public const string MissingRollbackTarget = "MissingRollbackTarget";

    /// <summary>Ours: another live HelmRelease owns the release.</summary>
    public const string ReleaseOwned = "ReleaseOwned";

    /// <summary>Ours: another live HelmRelease has an object of the release.</summary>
    public const string ObjectOwned = "ObjectOwned";

    /// <summary>Ours: an object of the release exists already, and the spec does not take it over.</summary>
    public const string ObjectExists = "ObjectExists";

    /// <summary>Ours: a definition would stop serving a version that the release uses.</summary>
    public const string NoWayBack = "NoWayBack";

    /// <summary>Ours: the server lacks a kind that the chart has objects of; tried again when a definition comes.</summary>
    public const string KindMissing = "KindMissing";

    /// <summary>Ours: a revision in Helm's storage cannot be read.</summary>
    public const string ReleaseUnreadable = "ReleaseUnreadable";

    /// <summary>Ours: an object became unavailable after the rollout.</summary>
    public const string Degraded = "Degraded";

    /// <summary>Ours: the namespace of the release is missing.</summary>
    public const string NamespaceMissing = "NamespaceMissing";

    /// <summary>Ours: the desired state of a rejected revision was replaced by hand.</summary>
    public const string RolledBackByHand = "RolledBackByHand";

    /// <summary>Ours: a failed revision became ready after all.</summary>
    public const string Recovered = "Recovered";

    public const string DependencyNotReady = "DependencyNotReady";

    /// <summary>Ours: HelmReleases depend on each other in a circle.</summary>
    public const string DependencyCycle = "DependencyCycle";

    /// <summary>Ours: the uninstall waits for HelmReleases that depend on this one.</summary>
    public const string DependentsRemain = "DependentsRemain";

    public const string InvalidCELExpression = "InvalidCELExpression";
    public const string DriftDetected = "DriftDetected";
    public const string NoDriftDetected = "NoDriftDetected";
    public const string DriftCorrected = "DriftCorrected";
    public const string DriftCorrectionFailed = "DriftCorrectionFailed";

    /// <summary>Ours: others change an object again each time that it is corrected.</summary>
    public const string DriftFight = "DriftFight";

    /// <summary>Ours: an object cannot be compared with what is wanted of it.</summary>
    public const string DriftUnknown = "DriftUnknown";

    /// <summary>Ours: the namespace was deleted and made anew, and its objects went with it.</summary>
    public const string NamespaceReplaced = "NamespaceReplaced";

    /// <summary>Ours: the service account that the release is managed as does not exist.</summary>
    public const string ServiceAccountMissing = "ServiceAccountMissing";

    /// <summary>Ours: the service account that the release is managed as may not do what is needed; tried again when rights change.</summary>
    public const string Forbidden = "Forbidden";

    /// <summary>Ours: the release exists already, and the spec does not take it over.</summary>
    public const string ReleaseExists = "ReleaseExists";
}
