namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>Informers that several users share, started when first asked for and stopped when nobody uses them any more. Thread-safe.</summary>
public sealed class SharedInformers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<InformerKey, Shared> _informers = [];
    private readonly HashSet<Task> _running = [];
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken? _lifetime;

    /// <summary>An informer under this key: the one that is there, or a new one.</summary>
    /// <exception cref="InvalidOperationException">The one that is there keeps objects of another type.</exception>
    public InformerLease<T> Acquire<T>(InformerKey key, Func<IInformer<T>> create)
        where T : class
    {
        lock (_gate)
        {
            if (!_informers.TryGetValue(key, out Shared? shared))
            {
                IInformer<T> made = create();
                shared = new Shared(made, made.RunAsync);
                _informers.Add(key, shared);
                if (_lifetime is { } lifetime)
                {
                    StartLocked(shared, lifetime);
                }
            }

            if (shared.Informer is not IInformer<T> informer)
            {
                throw new InvalidOperationException($"the informer of {key} keeps objects of another type");
            }

            shared.Users++;
            return new InformerLease<T>(informer, () => Release(key, shared));
        }
    }

    /// <summary>Runs the informers, also those that are asked for later, until the token is cancelled and all have stopped.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            _lifetime = ct;
            foreach (Shared shared in _informers.Values)
            {
                StartLocked(shared, ct);
            }
        }

        try
        {
            await _failed.Task.WaitAsync(ct);
        }
        finally
        {
            Task[] running;
            lock (_gate)
            {
                running = [.. _running];
            }

            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void StartLocked(Shared shared, CancellationToken lifetime)
    {
        CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime);
        shared.Stop = stop;
        Task run = Task.Run(() => RunAsync(shared, stop), CancellationToken.None);
        _running.Add(run);
        _ = run.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(Shared shared, CancellationTokenSource stop)
    {
        try
        {
            await shared.Run(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody uses it any more, or all stop.
        }
        catch (Exception e)
        {
            _failed.TrySetException(e);
        }
        finally
        {
            lock (_gate)
            {
                shared.Stop = null;
            }

            stop.Dispose();
        }
    }

    private void Forget(Task run)
    {
        lock (_gate)
        {
            _running.Remove(run);
        }
    }

    private void Release(InformerKey key, Shared shared)
    {
        lock (_gate)
        {
            if (--shared.Users == 0)
            {
                _informers.Remove(key);

                // Under the lock it is not disposed yet; what the cancellation sets off runs elsewhere.
                _ = shared.Stop?.CancelAsync();
            }
        }
    }

    private sealed class Shared(object informer, Func<CancellationToken, Task> run)
    {
        internal object Informer => informer;

        internal Func<CancellationToken, Task> Run => run;

        internal int Users { get; set; }

        internal CancellationTokenSource? Stop { get; set; }
    }
}
