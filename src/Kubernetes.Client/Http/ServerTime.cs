namespace Steersman.Kubernetes.Client.Http;

/// <summary>
/// The API server's wall clock, as the <c>Date</c> of its answers tells it: times that are compared with those in objects are to be read from it. While the two clocks agree within what an
/// answer can tell, it is the given one. Timers and timestamps are the given one's. Thread-safe.
/// </summary>
/// <param name="time">The clock of this machine.</param>
public sealed class ServerTime(TimeProvider time) : TimeProvider
{
    // Clocks of machines that keep time differ by less; so little disturbs nothing.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private long _ahead;

    /// <summary>How far the server's clock is known to be ahead of this machine's; negative where it is behind.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Volatile.Read(ref _ahead));

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Ahead;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes in the date of an answer that has just come.</summary>
    /// <param name="date">Whole seconds, rounded down, at some time within the request.</param>
    /// <param name="took">How long the request took.</param>
    internal void Told(DateTimeOffset date, TimeSpan took)
    {
        TimeSpan least = date - time.GetUtcNow();
        TimeSpan most = least + took + Second;
        TimeSpan known = Ahead;
        if (known < least - Tolerance || known > most + Tolerance)
        {
            bool agrees = least - Tolerance <= TimeSpan.Zero && TimeSpan.Zero <= most + Tolerance;
            Volatile.Write(ref _ahead, agrees ? 0 : (least.Ticks + most.Ticks) / 2);
        }
    }
}
