namespace Steersman.Kubernetes.Controller.Reconciliation;

/// <summary>Brings one object nearer to its desired state.</summary>
/// <remarks>
/// Level-based: it is told which object to look at, never what happened to it; it reads the state and acts on that. It must be idempotent. Equal keys never run
/// at the same time; different keys do (controller-runtime <c>pkg/reconcile/reconcile.go</c>).
/// </remarks>
public interface IReconciler<in TKey>
    where TKey : notnull
{
    /// <summary>Works on a key. An exception means: again, later and later; a <see cref="TerminalException"/>: not again before something changes.</summary>
    Task<ReconcileResult> ReconcileAsync(TKey key, CancellationToken ct);
}
