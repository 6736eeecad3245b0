namespace Steersman.Kubernetes.Controller.LeaderElection;

/// <summary>One time of leadership: it ends by itself at the renew deadline, whatever the renewals are doing.</summary>
internal sealed class LeadershipTerm : IDisposable
{
    private readonly LeaderElectionOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly ITimer _deadline;
    private long _renewedAt;
    private bool _isOver;

    internal LeadershipTerm(LeaderElectionOptions options, TimeProvider time, long renewedAt)
    {
        _options = options;
        _time = time;
        _renewedAt = renewedAt;
        Lost = _lost.Token;
        _deadline = time.CreateTimer(static term => ((LeadershipTerm)term!).Lose(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        ArmLocked();
    }

    /// <summary>Stays valid after the term is disposed.</summary>
    internal CancellationToken Lost { get; }

    /// <summary>How long until others may take the lease; zero when the term is over.</summary>
    internal TimeSpan Remaining
    {
        get
        {
            lock (_gate)
            {
                TimeSpan remaining = _options.LeaseDuration - _time.GetElapsedTime(_renewedAt);
                return _isOver || remaining < TimeSpan.Zero ? TimeSpan.Zero : remaining;
            }
        }
    }

    /// <summary>The lease was renewed by a request that was sent at this time; false if the term is over already.</summary>
    internal bool Extend(long renewedAt)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return false;
            }

            _renewedAt = renewedAt;
            ArmLocked();
            return true;
        }
    }

    internal void Lose()
    {
        if (End())
        {
            _lost.Cancel();
        }
    }

    /// <summary>Ends the term without cancelling anything: the work is done.</summary>
    internal bool End()
    {
        lock (_gate)
        {
            return !_isOver && (_isOver = true);
        }
    }

    public void Dispose()
    {
        End();
        _deadline.Dispose();
        _lost.Dispose();
    }

    private void ArmLocked()
    {
        TimeSpan left = _options.RenewDeadline - _time.GetElapsedTime(_renewedAt);
        _deadline.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
