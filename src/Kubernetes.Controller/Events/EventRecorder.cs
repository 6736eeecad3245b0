using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Controller.Events;

/// <summary>Sends events of events.k8s.io/v1 from a queue of its own: one request an event, repeats as a series.</summary>
public sealed class EventRecorder : IEventRecorder
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    private readonly EventRecorderOptions _options;
    private readonly IResourceClient<Event> _events;
    private readonly ILogger _logger;
    private readonly Channel<EventEntry> _waiting;
    private readonly Dictionary<EventKey, EventSeries> _sent = [];
    private readonly Random _random = new();
    private Task<bool>? _arrival;
    private long _forgottenAt;
    private long _dropped;

    public EventRecorder(IKubernetesClient client, EventRecorderOptions options, ILogger logger)
    {
        _options = options;
        _events = client.Resource<Event>();
        _logger = logger;
        _waiting = Channel.CreateBounded<EventEntry>(new BoundedChannelOptions(options.Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    }

    /// <summary>How many events were not sent, because too many waited or the server refused them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Record(
        ObjectReference regarding,
        EventType type,
        string reason,
        string action,
        string note,
        ObjectReference? related = null,
        IReadOnlyDictionary<string, string>? annotations = null)
    {
        string about = regarding.Uid ?? $"{regarding.Kind}/{regarding.Namespace}/{regarding.Name}";
        string? second = related is null ? null : related.Uid ?? $"{related.Kind}/{related.Namespace}/{related.Name}";
        EventKey key = new(about, second, type, EventObjects.Word(reason), EventObjects.Word(action), EventObjects.Note(note));
        if (!_waiting.Writer.TryWrite(new EventEntry(key, _options.TimeProvider.GetUtcNow(), regarding, related, annotations)))
        {
            Drop(null, key);
        }
    }

    /// <summary>Sends events until the token is cancelled; then what waits is tried once more, for at most five seconds.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        // What is being sent when the token is cancelled is not lost: requests end only with the drain.
        using CancellationTokenSource drain = new(Timeout.InfiniteTimeSpan, _options.TimeProvider);
        await using CancellationTokenRegistration stop = ct.UnsafeRegister(static source => ((CancellationTokenSource)source!).CancelAfter(DrainTime), drain);
        try
        {
            while (true)
            {
                await SendAsync(await NextAsync(ct, drain.Token), drain.Token);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await FlushAsync(drain.Token);
        }
    }

    /// <summary>The next event; while there is none, series that were repeated since their last update are sent when their time has come.</summary>
    private async Task<EventEntry> NextAsync(CancellationToken ct, CancellationToken drain)
    {
        while (true)
        {
            if (_waiting.Reader.TryRead(out EventEntry? entry))
            {
                return entry;
            }

            _arrival ??= _waiting.Reader.WaitToReadAsync(ct).AsTask();
            if (NextUpdate() is { } wait)
            {
                using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
                await Task.WhenAny(_arrival, Task.Delay(wait, _options.TimeProvider, stop.Token));
                await stop.CancelAsync();
                await UpdateDueAsync(drain);
            }
            else
            {
                await _arrival;
            }

            if (_arrival.IsCompleted)
            {
                await _arrival;
                _arrival = null;
            }
        }
    }

    private async Task SendAsync(EventEntry entry, CancellationToken ct)
    {
        long now = _options.TimeProvider.GetTimestamp();
        ForgetOld();
        if (_sent.TryGetValue(entry.Key, out EventSeries? series) && !IsOld(series))
        {
            series.Count++;
            series.LastSeen = entry.Time;
            series.LastSeenAt = now;
            if (IsDue(series))
            {
                await UpdateAsync(entry.Key, series, ct);
            }

            return;
        }

        NamespacedName name = EventObjects.NewName(entry, _random);
        if (await TryAsync(entry.Key, () => _events.CreateAsync(EventObjects.New(name, entry, _options), WriteOptions.Default, ct)))
        {
            _sent[entry.Key] = new EventSeries(name) { LastSeen = entry.Time, LastSeenAt = now };
        }
    }

    private async Task UpdateAsync(EventKey key, EventSeries series, CancellationToken ct)
    {
        series.UpdatedAt = _options.TimeProvider.GetTimestamp();
        series.SentCount = series.Count;
        if (!await TryAsync(key, () => _events.PatchAsync(series.Name, EventObjects.SeriesPatch(series), WriteOptions.Default, ct)))
        {
            // It has expired on the server: the next one is a new event.
            _sent.Remove(key);
        }
    }

    private async Task UpdateDueAsync(CancellationToken ct)
    {
        foreach ((EventKey key, EventSeries series) in _sent.Where(entry => entry.Value.Count > entry.Value.SentCount && IsDue(entry.Value)).ToArray())
        {
            await UpdateAsync(key, series, ct);
        }
    }

    private bool IsDue(EventSeries series) =>
        series.UpdatedAt is not { } updated || _options.TimeProvider.GetElapsedTime(updated) >= _options.SeriesInterval;

    private bool IsOld(EventSeries series) => _options.TimeProvider.GetElapsedTime(series.LastSeenAt) >= _options.SeriesTimeout;

    private TimeSpan? NextUpdate()
    {
        TimeSpan? next = null;
        foreach (EventSeries series in _sent.Values)
        {
            if (series.Count > series.SentCount && series.UpdatedAt is { } updated)
            {
                TimeSpan left = _options.SeriesInterval - _options.TimeProvider.GetElapsedTime(updated);
                left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
                next = next is { } known && known < left ? known : left;
            }
        }

        return next;
    }

    private void ForgetOld()
    {
        if (_sent.Count >= _options.MaxRemembered)
        {
            _sent.Clear();
        }
        else if (_options.TimeProvider.GetElapsedTime(_forgottenAt) >= _options.SeriesTimeout / 10)
        {
            _forgottenAt = _options.TimeProvider.GetTimestamp();
            foreach ((EventKey key, EventSeries series) in _sent)
            {
                if (series.Count == series.SentCount && IsOld(series))
                {
                    _sent.Remove(key);
                }
            }
        }
    }

    private async Task FlushAsync(CancellationToken drain)
    {
        try
        {
            while (_waiting.Reader.TryRead(out EventEntry? entry))
            {
                await SendAsync(entry, drain);
            }

            foreach ((EventKey key, EventSeries series) in _sent.Where(entry => entry.Value.Count > entry.Value.SentCount).ToArray())
            {
                await UpdateAsync(key, series, drain);
            }
        }
        catch (OperationCanceledException)
        {
            Interlocked.Add(ref _dropped, _waiting.Reader.Count);
        }
    }

    private async Task<bool> TryAsync(EventKey key, Func<Task<Event>> send)
    {
        try
        {
            await send();
            return true;
        }
        catch (KubernetesException e)
        {
            Drop(e, key);
            return false;
        }
    }

    private void Drop(Exception? why, EventKey key)
    {
        Interlocked.Increment(ref _dropped);
        EventLog.Dropped(_logger, why, key.Reason, key.Regarding);
    }
}
