namespace Steersman.Kubernetes.Client.Http;

/// <summary>Says whether requests may be sent: the right of a leader. Thread-safe.</summary>
public interface IRequestGuard
{
    /// <summary>How long a write that begins now may take; not positive refuses it. Measured on a monotonic clock.</summary>
    TimeSpan Remaining { get; }

    /// <summary>Cancelled when the right is lost: it cancels every request under this guard.</summary>
    CancellationToken Lost { get; }
}
