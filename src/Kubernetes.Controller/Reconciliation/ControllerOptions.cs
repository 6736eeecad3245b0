namespace Steersman.Kubernetes.Controller.Reconciliation;

/// <summary>How a controller works.</summary>
public sealed record ControllerOptions
{
    /// <summary>How many keys are worked on at the same time.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>Cancels a reconcile that takes longer; null for no limit.</summary>
    public TimeSpan? ReconcileTimeout { get; init; }

    /// <summary>How long running reconciles may go on when the controller is stopped, before they are cancelled.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(10);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
