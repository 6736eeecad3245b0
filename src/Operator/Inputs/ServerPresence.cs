using Steersman.Kubernetes.Client.Http;

namespace Steersman.Operator.Inputs;

/// <summary>Whether the API server answers, and for how long it did not: told by every attempt of every request, the informers' and the Lease's among them. Thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="next">Is told of the same attempts; null where nobody is.</param>
internal sealed class ServerPresence(TimeProvider time, IRequestObserver? next = null) : IRequestObserver
{
    // An operation that saw more outages than these gets less time for the oldest ones.
    private const int Kept = 64;

    private readonly Lock _gate = new();
    private readonly Queue<Absence> _absences = new();
    private TimeSpan _before;
    private long? _absentSince;
    private long? _answeredAt;

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

    /// <summary>How long the server did not answer after that time.</summary>
    public TimeSpan AbsentAfter(DateTimeOffset from)
    {
        lock (_gate)
        {
            TimeSpan sum = Overlap(time.GetUtcNow() - Ongoing(), Ongoing(), from);
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
        bool hasReturned = false;
        lock (_gate)
        {
            long now = time.GetTimestamp();
            if (outcome.Code != 0)
            {
                _answeredAt = now;
                hasReturned = _absentSince is not null;
                EndAbsence();
            }
            else if (!outcome.IsCanceled && _absentSince is null)
            {
                // A request that waited in vain tells that nobody answered since it began, unless another one was answered meanwhile.
                long began = now - (long)(outcome.Duration.TotalSeconds * time.TimestampFrequency);
                _absentSince = _answeredAt is { } answered && answered > began ? answered : began;
            }
        }

        if (hasReturned)
        {
            OnReturn?.Invoke();
        }
    }

    private void EndAbsence()
    {
        if (_absentSince is null)
        {
            return;
        }

        TimeSpan length = Ongoing();
        _absences.Enqueue(new Absence(time.GetUtcNow() - length, length));
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
