using Microsoft.Extensions.Logging;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>Lists, then watches, for ever, and brings what it sees to a sink. What to do after each end is <see cref="ReflectorRules"/>.</summary>
internal sealed class Reflector<T>(IResourceReader<T> reader, InformerOptions<T> options, IReflectorSink<T> sink, ILogger logger)
    where T : class
{
    private readonly Backoff _backoff = new(options.MinBackoff, options.MaxBackoff, options.Random);
    private string? _lastVersion;
    private int _fruitlessInRow;

    internal async Task RunAsync(CancellationToken ct)
    {
        ReflectorStep step = ReflectorStep.ListCached;
        while (true)
        {
            Task? returned = options.Server?.Returned;
            (ReflectorRules.Next next, Exception? error) = step == ReflectorStep.Watch ? await WatchAsync(ct) : await ListAsync(step, ct);
            if (next.IsDelayed)
            {
                TimeSpan wait = _backoff.Next((error as KubernetesApiException)?.RetryAfter);
                InformerLog.BackingOff(logger, error, options.Name, step, next.Step, wait);
                await WaitAsync(wait, error, returned, ct);
            }

            step = next.Step;
        }
    }

    private async Task WaitAsync(TimeSpan wait, Exception? error, Task? returned, CancellationToken ct)
    {
        if (returned is null || error is not KubernetesConnectionException)
        {
            await Task.Delay(wait, options.TimeProvider, ct);
            return;
        }

        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(Task.Delay(wait, options.TimeProvider, over.Token), returned);
        await over.CancelAsync();
        ct.ThrowIfCancellationRequested();
        if (returned.IsCompleted)
        {
            // What the absence taught says nothing of the server that is back: it may refuse much while it starts.
            _backoff.Reset();
            await Task.Delay(options.ReturnSpread * options.Random.NextDouble(), options.TimeProvider, ct);
        }
    }

    private async Task<(ReflectorRules.Next Next, Exception? Error)> ListAsync(ReflectorStep step, CancellationToken ct)
    {
        try
        {
            ResourceList<T> list = await ListAsync(OptionsFor(step), step == ReflectorStep.ListConsistent, ct);
            _lastVersion = list.ResourceVersion;
            sink.Replace(list.Entries);
            CaughtUp(list.ResourceVersion);
            return (ReflectorRules.AfterList(step, null), null);
        }
        catch (KubernetesException e)
        {
            return (ReflectorRules.AfterList(step, e), e);
        }
    }

    private Task<ResourceList<T>> ListAsync(ListOptions list, bool isPaged, CancellationToken ct) =>
        isPaged ? reader.ListAllAsync(list with { Limit = options.PageSize }, ct) : reader.ListAsync(list, ct);

    private async Task<(ReflectorRules.Next Next, Exception? Error)> WatchAsync(CancellationToken ct)
    {
        long started = options.TimeProvider.GetTimestamp();
        bool hasEvents = false;
        Exception? error = null;
        WatchOptions watch = new()
        {
            Namespace = options.Namespace,
            LabelSelector = options.LabelSelector,
            FieldSelector = options.FieldSelector,
            ResourceVersion = _lastVersion,
        };
        try
        {
            await foreach (WatchEvent<T> change in reader.WatchAsync(watch, ct))
            {
                // The version of every event counts: bookmarks alone cannot be relied on.
                _lastVersion = change.ResourceVersion;
                hasEvents = true;
                _fruitlessInRow = 0;
                _backoff.Reset();
                if (change.Type != WatchEventType.Bookmark)
                {
                    sink.Apply(change);
                }

                CaughtUp(change.ResourceVersion);
            }
        }
        catch (KubernetesException e)
        {
            error = e;
        }

        bool isShort = !hasEvents && options.TimeProvider.GetElapsedTime(started) < options.ShortWatch;
        if (isShort || (error is not null && !hasEvents))
        {
            _fruitlessInRow++;
        }
        else if (error is null)
        {
            _fruitlessInRow = 0;
            _backoff.Reset();
        }

        ReflectorRules.Next next = ReflectorRules.AfterWatch(error, isShort, _fruitlessInRow, options.MaxFruitlessWatches);
        if (next.Step != ReflectorStep.Watch)
        {
            _fruitlessInRow = 0;
        }

        return (next, error);
    }

    private void CaughtUp(string? version)
    {
        if (version is not null)
        {
            sink.CaughtUp(version);
        }
    }

    private ListOptions OptionsFor(ReflectorStep step) => new()
    {
        Namespace = options.Namespace,
        LabelSelector = options.LabelSelector,
        FieldSelector = options.FieldSelector,
        ResourceVersion = step switch
        {
            ReflectorStep.ListCached => "0",
            ReflectorStep.ListFromLast => _lastVersion ?? "0",
            _ => null,
        },
    };
}
