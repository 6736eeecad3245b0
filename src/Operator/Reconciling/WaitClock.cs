using Steersman.Kubernetes.Client.Http;

namespace Steersman.Operator.Reconciling;

/// <summary>
/// The time that counts for the deadlines of an operation: it stands still while the API server does not answer, and no step of the wall clock moves it (rules.md §2.1).
/// Deadlines are kept as times of the wall clock, which people read; they are moved by what the wall clock went on and this one did not.
/// </summary>
internal sealed class WaitClock(ServerPresence presence, TimeProvider time)
{
    // What is less is the time between two readings.
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(1);

    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startTimestamp = time.GetTimestamp();

    // How far the wall clock is ahead of what counts.
    private TimeSpan Lead => time.GetUtcNow() - _start - time.GetElapsedTime(_startTimestamp) + presence.Absent;

    /// <summary>Moves the deadlines of an operation by what happened since the last look; at the first one by the time without a server since it began.</summary>
    public void MoveDeadlines(OperationProgress progress, DateTimeOffset startedAt)
    {
        TimeSpan lead = Lead;
        progress.Lead ??= lead - presence.AbsentAfter(startedAt);
        TimeSpan shift = lead - progress.Lead.Value;
        if (shift.Duration() >= Noticeable)
        {
            progress.Lead += shift;
            progress.Move(shift);
        }
    }

    /// <summary>The end of a wait of that length that begins now.</summary>
    public DateTimeOffset After(OperationProgress progress, TimeSpan timeout) => time.GetUtcNow() - (Lead - (progress.Lead ?? Lead)) + timeout;
}
