using Microsoft.Extensions.Logging;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Controller.LeaderElection;

/// <summary>Waits for a lease, leads while it can be renewed, and gives it back. All times are measured on a monotonic clock.</summary>
public sealed class LeaderElector
{
    private static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(5);

    private readonly LeaderElectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LeaseHolder _holder;

    /// <exception cref="ArgumentException">The times of the options do not fit together.</exception>
    public LeaderElector(ILeaseLock leaseLock, LeaderElectionOptions options, TimeProvider time, ILogger logger)
    {
        LeaderElectionOptions.Validate(options);
        _options = options;
        _time = time;
        _logger = logger;
        _holder = new LeaseHolder(leaseLock, options, time);
    }

    /// <summary>To be put on the client with which the leader works.</summary>
    public LeadershipGuard Guard { get; } = new();

    /// <summary>True while we lead.</summary>
    public bool IsLeader => Guard.Remaining > TimeSpan.Zero;

    /// <summary>Who was last seen holding the lease; null while that is not known.</summary>
    public string? ObservedHolder => _holder.ObservedHolder;

    /// <summary>Waits until we lead, then leads until the work ends, the token is cancelled or leadership is lost; the lease is given back unless it is lost.</summary>
    /// <param name="lead">The work; its token is cancelled when we lead no more, or the caller's token is. Renewals go on until it has returned.</param>
    /// <param name="ct">Cancels the waiting and the work.</param>
    /// <exception cref="LeadershipLostException">Leadership was lost; the work has ended.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before we led, or the work threw this.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken ct)
    {
        long acquiredAt = await AcquireAsync(ct);
        LeaderElectionLog.Leading(_logger, _holder.Identity, _holder.Key.ToString());
        using LeadershipTerm term = new(_options, _time, acquiredAt);
        Guard.Begin(term);
        using CancellationTokenSource workEnds = CancellationTokenSource.CreateLinkedTokenSource(ct, term.Lost);
        using CancellationTokenSource renewalEnds = new();
        Task renewal = RenewAsync(term, renewalEnds.Token);
        bool isKept = false;
        try
        {
            await lead(workEnds.Token);
        }
        catch (Exception e) when (term.Lost.IsCancellationRequested)
        {
            LeaderElectionLog.WorkFailedAfterLoss(_logger, e);
        }
        finally
        {
            await renewalEnds.CancelAsync();
            await renewal;
            isKept = term.End();
            Guard.End();
            if (isKept)
            {
                await ReleaseAsync();
            }
        }

        if (!isKept)
        {
            throw new LeadershipLostException($"{_holder.Identity} no longer holds the lease {_holder.Key}");
        }
    }

    private async Task<long> AcquireAsync(CancellationToken ct)
    {
        while (true)
        {
            long started = _time.GetTimestamp();
            if (await TryAsync(_options.RenewDeadline, ct))
            {
                if (_time.GetElapsedTime(started) < _options.RetryPeriod)
                {
                    return started;
                }

                // The first request of a process pays for its connection and its code: of what it acquired most may be over, so it is renewed before it is used.
                started = _time.GetTimestamp();
                if (await TryAsync(_options.RenewDeadline, ct))
                {
                    return started;
                }
            }

            await Task.Delay(_options.RetryPeriod, _time, ct);
        }
    }

    private async Task RenewAsync(LeadershipTerm term, CancellationToken ct)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(term.Lost, ct);
        try
        {
            while (true)
            {
                await Task.Delay(_options.RetryPeriod, _time, either.Token);
                long started = _time.GetTimestamp();
                if (await TryAsync(_options.RenewDeadline, either.Token))
                {
                    term.Extend(started);
                }
                else if (_holder.IsHeldByOther)
                {
                    LeaderElectionLog.Taken(_logger, _holder.Key.ToString(), _holder.ObservedHolder);
                    term.Lose();
                }
            }
        }
        catch (OperationCanceledException)
        {
            if (!ct.IsCancellationRequested)
            {
                LeaderElectionLog.Lost(_logger, _holder.Key.ToString());
            }
        }
    }

    /// <summary>One try to acquire or renew. No failure of the server is more than a failed try.</summary>
    private async Task<bool> TryAsync(TimeSpan timeout, CancellationToken ct)
    {
        using CancellationTokenSource timer = new(timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, ct);
        try
        {
            return await _holder.TryAcquireOrRenewAsync(either.Token);
        }
        catch (Exception e) when (e is KubernetesException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LeaderElectionLog.TryFailed(_logger, e, _holder.Key.ToString());
            return false;
        }
    }

    private async Task ReleaseAsync()
    {
        using CancellationTokenSource timer = new(ReleaseTimeout, _time);
        try
        {
            await _holder.ReleaseAsync(timer.Token);
            LeaderElectionLog.Released(_logger, _holder.Key.ToString());
        }
        catch (Exception e) when (e is KubernetesException or OperationCanceledException)
        {
            // The others wait until it expires.
            LeaderElectionLog.TryFailed(_logger, e, _holder.Key.ToString());
        }
    }
}
