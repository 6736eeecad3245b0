namespace Steersman.Kubernetes.Client.Http;

/// <summary>Whether the API server answers, and for how long it did not: told by every attempt of every request, the informers' and the Lease's among them. Thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="next">Is told of the same attempts; null where nobody is.</param>
public sealed class ServerPresence(TimeProvider time, IRequestObserver? next = null) : IRequestObserver
{
    // An operation that saw more outages than these gets less time for the oldest ones.
    private const int Kept = 64;

    private readonly Lock _gate = new();
    private readonly Queue<Absence> _absences = new();
    private TimeSpan _before;
    private long? _absentSince;
    private long? _answeredAt;
    private TaskCompletionSource _gone = NewSignal();
    private TaskCompletionSource _returned = NewSignal();

    /// <summary>The server's own clock.</summary>
    public ServerTime Time { get; } = new(time);

    /// <summary>True from the first request that got no answer until one gets any.</summary>
    public bool IsAbsent
    {
        get
        {
            lock (_gate)
            {
                return _absentSince is not null;
            }
        }
    }

    /// <summary>Ends when the server gives no answer; while it is absent it has ended.</summary>
    public Task Gone
    {
        get
        {
            lock (_gate)
            {
                return _gone.Task;
            }
        }
    }

    /// <summary>Ends when the server answers again, be it with a refusal, after the next time it gave no answer, or after the present one. Taken before a request, it tells of no return before that.</summary>
    public Task Returned
    {
        get
        {
            lock (_gate)
            {
                return _returned.Task;
            }
        }
    }

    /// <summary>Raised when the server answers again.</summary>
#pragma warning disable MA0046 // that it happened is all there is to say
    public event Action? OnReturn;
#pragma warning restore MA0046

    /// <summary>How long the server did not answer, in all, up to now.</summary>
    public TimeSpan Absent
    {
        get
        {
            lock (_gate)
            {
                return _before + Ongoing();
            }
        }
    }

    /// <summary>How long the server did not answer after that time, which is one of its own clock.</summary>
    public TimeSpan AbsentAfter(DateTimeOffset from)
    {
        lock (_gate)
        {
            TimeSpan sum = Overlap(Time.GetUtcNow() - Ongoing(), Ongoing(), from);
            foreach (Absence absence in _absences)
            {
                sum += Overlap(absence.From, absence.Length, from);
            }

            return sum;
        }
    }

    /// <inheritdoc/>
    public void Completed(in RequestOutcome outcome)
    {
        next?.Completed(outcome);
        if (outcome.Date is { } date)
        {
            Time.Told(date, outcome.Duration);
        }

        TaskCompletionSource? gone = null;
        TaskCompletionSource? returned = null;
        lock (_gate)
        {
            long now = time.GetTimestamp();
            if (outcome.Code != 0)
            {
                _answeredAt = now;
                if (_absentSince is not null)
                {
                    EndAbsence();
                    returned = _returned;
                    _gone = NewSignal();
                    _returned = NewSignal();
                }
            }
            else if (!outcome.IsCanceled && _absentSince is null)
            {
                // A request that waited in vain tells that nobody answered since it began, unless another one was answered meanwhile.
                long began = now - (long)(outcome.Duration.TotalSeconds * time.TimestampFrequency);
                _absentSince = _answeredAt is { } answered && answered > began ? answered : began;
                gone = _gone;
            }
        }

        gone?.TrySetResult();
        if (returned is not null)
        {
            returned.TrySetResult();
            OnReturn?.Invoke();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void EndAbsence()
    {
        TimeSpan length = Ongoing();
        _absences.Enqueue(new Absence(Time.GetUtcNow() - length, length));
        if (_absences.Count > Kept)
        {
            _absences.Dequeue();
        }

        _before += length;
        _absentSince = null;
    }

    // Of the absence that has not ended.
    private TimeSpan Ongoing() => _absentSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    private static TimeSpan Overlap(DateTimeOffset start, TimeSpan length, DateTimeOffset from)
    {
        TimeSpan left = start + length - from;
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left < length ? left : length;
    }

    private sealed record Absence(DateTimeOffset From, TimeSpan Length);
}
