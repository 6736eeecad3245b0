using System.ComponentModel;

namespace Steersman.Operator.Api;

/// <summary>Annotations, labels and the finalizer that the operator reads and writes. Those with a category are on the reference page.</summary>
public static class WellKnown
{
    /// <summary>Annotations of a HelmRelease that ask for something once.</summary>
    internal const string Asks = nameof(Asks);

    /// <summary>Annotations and labels that objects of a chart may have.</summary>
    internal const string OnObjects = nameof(OnObjects);

    /// <summary>What the operator writes on objects.</summary>
    internal const string Marks = nameof(Marks);

    [Category(Marks), Description("On a HelmRelease: the finalizer that holds it until its release is uninstalled.")]
    public const string Finalizer = "steersman.dev/release";

    [Category(Asks), Description("Look at the release now. Any new value counts once.")]
    public const string RequestedAt = "reconcile.fluxcd.io/requestedAt";

    [Category(Asks), Description("The same.")]
    public const string RequestedAtOwn = "steersman.dev/requestedAt";

    [Category(Asks), Description("Install or upgrade once, whatever the state; with the value of requestedAt.")]
    public const string ForceAt = "reconcile.fluxcd.io/forceAt";

    [Category(Asks), Description("The same.")]
    public const string ForceAtOwn = "steersman.dev/forceAt";

    [Category(Asks), Description("Forget the failures, and try again; with the value of requestedAt.")]
    public const string ResetAt = "reconcile.fluxcd.io/resetAt";

    [Category(Asks), Description("The same.")]
    public const string ResetAtOwn = "steersman.dev/resetAt";

    [Category(Asks), Description("Roll back once, as \"REVISION/TOKEN\" with any new token. What was replaced is not rolled out again until the spec changes.")]
    public const string Rollback = "steersman.dev/rollback";

    [Category(Asks), Description("Take a pending revision of somebody else as failed. Any new value counts once.")]
    public const string Unlock = "steersman.dev/unlock";

    [Category(Asks), Description("Mark a revision as good, as \"REVISION/TOKEN\": it is never pruned, and preferred as the target of a rollback.")]
    public const string MarkGood = "steersman.dev/mark-good";

    [Category(Asks), Description("Roll out the planned change whose digest this is, status.plan.digest; for another digest it is ignored.")]
    public const string Approve = "steersman.dev/approve";

    [Category(Marks), Description("On every object of a release: the name of the HelmRelease, as a label.")]
    public const string NameLabel = "steersman.dev/name";

    [Category(Marks), Description("On every object of a release: the namespace of the HelmRelease, as a label.")]
    public const string NamespaceLabel = "steersman.dev/namespace";

    [Category(Marks), Description("On a release Secret: the operation that made the revision. On a hook object, as a label: the operation that it runs for.")]
    public const string Operation = "steersman.dev/operation";

    [Category(Marks), Description("On a release Secret: somebody said that the revision is good. Helm drops it when it writes the Secret; its absence says nothing.")]
    public const string Good = "steersman.dev/good";

    [Category(Marks), Description("On a hook object, as a label beside steersman.dev/operation: the event and the number of the run, as pre-upgrade.0.")]
    public const string HookRun = "steersman.dev/hook-run";

    [Category(Marks), Description("On a HelmRelease whose release moved, until the release is at its new place: the objects that were handed over. Nobody else writes it.")]
    public const string HandedOver = "steersman.dev/handed-over";

    /// <summary>Helm's field manager, ours for all objects of a release, so that <c>helm upgrade</c> by hand goes on working.</summary>
    public const string FieldManager = "helm";

    /// <summary>The field manager of the HelmRelease's own metadata and status.</summary>
    public const string OwnFieldManager = "steersman";

    [Category(OnObjects), Description("Flux's, as label or annotation: with the value disabled nobody looks whether the object drifts.")]
    public const string DriftDetection = "helm.toolkit.fluxcd.io/driftDetection";

    [Category(OnObjects), Description("The same as an annotation of ours, with the value ignore.")]
    public const string Drift = "steersman.dev/drift";
}
