using Microsoft.Extensions.Logging;
using Steersman.Kubernetes.Controller.Queues;

namespace Steersman.Kubernetes.Controller.Reconciliation;

/// <summary>Workers that take keys from a queue and reconcile them. No exception of a reconcile ends a worker.</summary>
public sealed class Controller<TKey>(string name, IReconciler<TKey> reconciler, WorkQueue<TKey> queue, ControllerOptions options, ILogger logger)
    where TKey : notnull
{
    private readonly ReconcileMetrics _metrics = new(name);
    private long _reconcileId;

    /// <summary>Works until the token is cancelled, and then until the running reconciles have ended; those that outlast the grace are cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using CancellationTokenSource running = new(Timeout.InfiniteTimeSpan, options.TimeProvider);
        await using CancellationTokenRegistration stop = ct.UnsafeRegister(source => ((CancellationTokenSource)source!).CancelAfter(options.ShutdownGrace), running);
        await Task.WhenAll(Enumerable.Range(0, options.Workers).Select(_ => Task.Run(() => WorkAsync(running.Token, ct), CancellationToken.None)));
    }

    private async Task WorkAsync(CancellationToken running, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            WorkLease<TKey> lease;
            try
            {
                lease = await queue.TakeAsync(ct);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            using (lease)
            {
                await WorkOnAsync(lease.Key, running);
            }
        }
    }

    private async Task WorkOnAsync(TKey key, CancellationToken running)
    {
        long id = Interlocked.Increment(ref _reconcileId);
        using IDisposable? scope = logger.BeginScope(new ReconcileScope(name, key.ToString() ?? string.Empty, id));
        using ReconcileMetrics.Run run = _metrics.Begin(options.TimeProvider);
        try
        {
            ReconcileResult result = await ReconcileAsync(key, running);
            queue.Forget(key);
            if (result.RequeueAfter is { } delay)
            {
                queue.AddAfter(key, delay);
            }

            run.Outcome = result.RequeueAfter is null ? ReconcileOutcome.Success : ReconcileOutcome.RequeueAfter;
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            run.Outcome = ReconcileOutcome.Canceled;
        }
        catch (TerminalException e)
        {
            ControllerLog.Terminal(logger, e, name, key.ToString());
            queue.Forget(key);
            run.Outcome = ReconcileOutcome.TerminalError;
        }
        catch (RetryException e)
        {
            ControllerLog.Retried(logger, name, key.ToString(), queue.NumRequeues(key) + 1, e.Message);
            queue.AddRateLimited(key);
            run.Outcome = ReconcileOutcome.Error;
        }
        catch (Exception e)
        {
            ControllerLog.Failed(logger, e, name, key.ToString(), queue.NumRequeues(key) + 1);
            queue.AddRateLimited(key);
            run.Outcome = ReconcileOutcome.Error;
        }
    }

    private async Task<ReconcileResult> ReconcileAsync(TKey key, CancellationToken running)
    {
        if (options.ReconcileTimeout is not { } timeout)
        {
            return await reconciler.ReconcileAsync(key, running);
        }

        using CancellationTokenSource timer = new(timeout, options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(running, timer.Token);
        try
        {
            return await reconciler.ReconcileAsync(key, either.Token);
        }
        catch (OperationCanceledException e) when (timer.IsCancellationRequested && !running.IsCancellationRequested)
        {
            throw new TimeoutException($"the reconcile took longer than {timeout}", e);
        }
    }
}
