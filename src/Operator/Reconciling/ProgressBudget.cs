namespace Steersman.Operator.Reconciling;

/// <summary>Gives out the times at which mere progress may be written: so many a second for the whole operator, whoever asks. Thread-safe.</summary>
internal sealed class ProgressBudget(TimeProvider time)
{
    /// <summary>Status writes of mere progress a second.</summary>
    public const int PerSecond = 20;

    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(1) / PerSecond;
    private readonly Lock _gate = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>The next free time, now or later. Who gets one is its only user.</summary>
    public DateTimeOffset Reserve()
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();

            // After a step back of the clock nobody waits for what was far ahead: a release is written at least every minute.
            DateTimeOffset slot = _next < now || _next > now + TimeSpan.FromMinutes(1) ? now : _next;
            _next = slot + Spacing;
            return slot;
        }
    }
}
