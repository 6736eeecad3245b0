using System.Collections.Concurrent;
using Steersman.Helm;
using Steersman.Helm.Charts;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Releases.Sources;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Inputs;

/// <summary>The charts of releases, fetched in the background: a look at a source never waits, and whoever looked is woken when it is there, and when it is to be asked again. Thread-safe.</summary>
internal sealed class ChartSources(IChartFetcher fetcher, ChartLocator locator, Action<NamespacedName, TimeSpan> wake, TimeProvider time, ILogger<ChartSources> log, CancellationToken stopping)
{
    private const double Jitter = 0.1;
    private const int MaxShared = 1000;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRequestedPause = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<NamespacedName, Entry> _entries = new();
    private readonly ConcurrentDictionary<Content, SourceState> _shared = new();

    /// <summary>What is known of a release's chart; starts a fetch where that is too old or belongs to another source.</summary>
    public SourceState Observe(HelmRelease release)
    {
        (LocatedChart located, string stamp) = locator.Locate(release);
        if (located.Location is not { } location)
        {
            return OfProblem(located);
        }

        Entry entry = _entries.GetOrAdd(release.Metadata.Key, _ => new Entry());

        // Whatever may make another fetch give another chart: the location, the objects it refers to, and somebody who asks.
        Content content = new(location, stamp);
        Identity identity = new(content, release.RequestedAt);
        lock (entry)
        {
            if (entry.Identity != identity)
            {
                entry.Identity = identity;
                entry.State = SourceState.Fetching(time.GetUtcNow());
                entry.Tries = 0;
                entry.FreshUntil = DateTimeOffset.MinValue;
                if (release.RequestedAt is null && Shared(content) is { } known)
                {
                    entry.State = known;
                    entry.FreshUntil = DateTimeOffset.MaxValue;
                }
            }

            if (!entry.IsFetching && entry.FreshUntil <= time.GetUtcNow())
            {
                entry.IsFetching = true;
                entry.StartedAt = time.GetUtcNow();
                _ = Task.Run(() => FetchAsync(release.Metadata.Key, location, entry, identity, content), CancellationToken.None);
            }

            return entry.State;
        }
    }

    /// <summary>The parsed chart of a state that is Ready; fetched anew where it is no longer in memory.</summary>
    /// <exception cref="ChartSourceException">It cannot be had any more.</exception>
    public async Task<Chart> GetAsync(HelmRelease release, string digest, CancellationToken cancellation)
    {
        if (fetcher.Find(digest) is { } known)
        {
            return known.Chart;
        }

        (LocatedChart located, _) = locator.Locate(release);
        FetchedChart fetched = await fetcher.FetchAsync(located.Location ?? throw new ChartSourceException(located.Message), cancellation);
        return fetched.Digest == digest ? fetched.Chart : throw new ChartSourceException($"the chart changed while it was being rolled out: {fetched.Digest} in place of {digest}");
    }

    public void Forget(NamespacedName key) => _entries.TryRemove(key, out _);

    private static SourceState OfProblem(LocatedChart located) => located.Kind switch
    {
        // Whoever makes it known wakes the release.
        SourceProblemKind.Awaited => new SourceState(SourcePhase.Fetching),
        SourceProblemKind.NotSupported => new SourceState(SourcePhase.Refused, Message: located.Message) { Reason = Reasons.SourceNotSupported },
        SourceProblemKind.AccessDenied => new SourceState(SourcePhase.Refused, Message: located.Message) { Reason = Reasons.AccessDenied },
        SourceProblemKind.NotReady => new SourceState(SourcePhase.Failed, Message: located.Message) { Reason = Reasons.SourceNotReady },
        _ => new SourceState(SourcePhase.Failed, Message: located.Message),
    };

    private async Task FetchAsync(NamespacedName key, ChartLocation location, Entry entry, Identity identity, Content content)
    {
        SourceState state;
        TimeSpan? asked = null;
        try
        {
            FetchedChart fetched = await fetcher.FetchAsync(location, stopping);
            Metadata metadata = fetched.Chart.Metadata!;
            state = new SourceState(SourcePhase.Ready, new ChartIdentity(metadata.Name, metadata.Version, metadata.AppVersion.Length == 0 ? null : metadata.AppVersion), fetched.Digest) { OciDigest = fetched.OciDigest };
            Share(location, content, state);
        }
        catch (Exception exception) when (exception is ChartSourceException or HelmException or KubernetesException)
        {
            state = new SourceState(SourcePhase.Failed, Message: exception.Message);
            asked = (exception as ChartSourceException)?.RetryAfter;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // a source is foreign input: whatever it makes of a reader is its failure, and the reason is logged
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "Fetching the chart of {HelmRelease} failed unexpectedly", key);
            state = new SourceState(SourcePhase.Failed, Message: $"could not load chart: {exception.Message}");
        }

        Settle(key, location, entry, identity, state, asked);
    }

    // An archive in an object is what the object's version says, whoever asks: it is read once for all releases.
    private void Share(ChartLocation location, Content content, SourceState state)
    {
        if (location is ObjectLocation)
        {
            if (_shared.Count >= MaxShared)
            {
                _shared.Clear();
            }

            _shared[content] = state;
        }
    }

    private SourceState? Shared(Content content) => _shared.TryGetValue(content, out SourceState? known) && fetcher.Find(known.Digest!) is not null ? known : null;

    private void Settle(NamespacedName key, ChartLocation location, Entry entry, Identity identity, SourceState state, TimeSpan? asked)
    {
        bool isNews;
        TimeSpan? next = null;
        lock (entry)
        {
            entry.IsFetching = false;
            if (entry.Identity != identity)
            {
                isNews = true;
            }
            else
            {
                bool hasFailed = state.Phase == SourcePhase.Failed;
                entry.Tries = hasFailed ? entry.Tries + 1 : 0;
                DateTimeOffset now = time.GetUtcNow();
                entry.FreshUntil = hasFailed ? now + Pause(entry.Tries, asked) : location.Interval is { } interval ? entry.StartedAt + Spread(LeastInterval.Of(interval)) : DateTimeOffset.MaxValue;
                next = entry.FreshUntil == DateTimeOffset.MaxValue ? null : entry.FreshUntil - now;
                state = hasFailed ? state with { RetryAt = entry.FreshUntil } : state;
                isNews = entry.State != state;
                entry.State = state;
            }
        }

        if (isNews)
        {
            wake(key, TimeSpan.Zero);
        }

        if (next is { } delay)
        {
            // A little late rather than a little early, so that the look finds it due.
            wake(key, delay + TimeSpan.FromMilliseconds(10));
        }
    }

    private static TimeSpan Pause(int tries, TimeSpan? asked)
    {
        TimeSpan pause = ExponentialDelay.After(tries, FirstRetry, LongestRetry);
        TimeSpan bounded = asked > LongestRequestedPause ? LongestRequestedPause : asked ?? TimeSpan.Zero;
        return bounded > pause ? bounded : pause;
    }

    // Releases of one source do not ask for it all at once.
#pragma warning disable CA5394 // nobody gains by guessing it
    private static TimeSpan Spread(TimeSpan interval) => interval * (1 - (Jitter / 2) + (Jitter * Random.Shared.NextDouble()));
#pragma warning restore CA5394

    /// <summary>What decides which archive a fetch gives.</summary>
    private sealed record Content(ChartLocation Location, string Stamp);

    /// <summary>The same, and what asks for a fetch all the same.</summary>
    private sealed record Identity(Content Content, string? RequestedAt);

    private sealed class Entry
    {
        public Identity? Identity { get; set; }

        public SourceState State { get; set; } = SourceState.NotAsked;

        public bool IsFetching { get; set; }

        public int Tries { get; set; }

        /// <summary>The interval counts from the start of a fetch.</summary>
        public DateTimeOffset StartedAt { get; set; }

        public DateTimeOffset FreshUntil { get; set; }
    }
}
