namespace Steersman.Operator.Api;

/// <summary>Annotations, labels and the finalizer that the operator reads and writes.</summary>
public static class WellKnown
{
    public const string Finalizer = "steersman.dev/release";
    public const string RequestedAt = "reconcile.fluxcd.io/requestedAt";
    public const string RequestedAtOwn = "steersman.dev/requestedAt";
    public const string ForceAt = "reconcile.fluxcd.io/forceAt";
    public const string ForceAtOwn = "steersman.dev/forceAt";
    public const string ResetAt = "reconcile.fluxcd.io/resetAt";
    public const string ResetAtOwn = "steersman.dev/resetAt";
    public const string Rollback = "steersman.dev/rollback";
    public const string Unlock = "steersman.dev/unlock";
    public const string MarkGood = "steersman.dev/mark-good";
    public const string Approve = "steersman.dev/approve";
    public const string NameLabel = "steersman.dev/name";
    public const string NamespaceLabel = "steersman.dev/namespace";

    /// <summary>On a release Secret: the operation that made the revision. On a hook object, as a label: the operation that it runs for.</summary>
    public const string Operation = "steersman.dev/operation";

    /// <summary>On a release Secret: somebody said that the revision is good. Helm drops it when it writes the Secret; its absence says nothing.</summary>
    public const string Good = "steersman.dev/good";

    /// <summary>On a hook object, as a label beside <see cref="Operation"/>: the event and the number of the run, as <c>pre-upgrade.0</c>.</summary>
    public const string HookRun = "steersman.dev/hook-run";

    /// <summary>On a HelmRelease whose release moved, until the release is at its new place: the objects that were handed over. Nobody else writes it.</summary>
    public const string HandedOver = "steersman.dev/handed-over";

    /// <summary>Helm's field manager, ours for all objects of a release, so that <c>helm upgrade</c> by hand goes on working.</summary>
    public const string FieldManager = "helm";

    /// <summary>The field manager of the HelmRelease's own metadata and status.</summary>
    public const string OwnFieldManager = "steersman";

    /// <summary>Flux's, as label or annotation of an object: with the value <c>disabled</c> nobody looks whether it drifts.</summary>
    public const string DriftDetection = "helm.toolkit.fluxcd.io/driftDetection";

    /// <summary>The same as an annotation of ours, with the value <c>ignore</c>.</summary>
    public const string Drift = "steersman.dev/drift";
}
