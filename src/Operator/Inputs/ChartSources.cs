using System.Collections.Concurrent;
using System.Text.Json;
using Steersman.Helm;
using Steersman.Helm.Charts;
using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Releases.Sources;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Inputs;

/// <summary>The charts of releases, fetched in the background: a look at a source never waits, and whoever looked is woken when it is there. Thread-safe.</summary>
internal sealed class ChartSources(IChartFetcher fetcher, ChartCache cache, ClusterFacts facts, Action<NamespacedName> wake, TimeProvider time, ILogger<ChartSources> log, CancellationToken stopping)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<NamespacedName, Entry> _entries = new();

    /// <summary>What is known of a release's chart; starts a fetch where that is too old or belongs to another source.</summary>
    public SourceState Observe(HelmRelease release)
    {
        Entry entry = _entries.GetOrAdd(release.Metadata.Key, _ => new Entry());
        string identity = Identity(release);
        lock (entry)
        {
            if (entry.Identity != identity)
            {
                entry.Identity = identity;
                entry.State = SourceState.Fetching(time.GetUtcNow());
                entry.Tries = 0;
                entry.FreshUntil = DateTimeOffset.MinValue;
            }

            if (!entry.IsFetching && entry.FreshUntil <= time.GetUtcNow())
            {
                entry.IsFetching = true;
                entry.StartedAt = time.GetUtcNow();
                _ = Task.Run(() => FetchAsync(release, entry, identity), CancellationToken.None);
            }

            return entry.State;
        }
    }

    /// <summary>The parsed chart of a state that is Ready; fetched anew where it is no longer in memory.</summary>
    /// <exception cref="ChartSourceException">It cannot be had any more.</exception>
    public async Task<Chart> GetAsync(HelmRelease release, string digest, CancellationToken cancellation)
    {
        if (cache.Find(digest) is { } known)
        {
            return known;
        }

        ChartArchive archive = await fetcher.FetchAsync(release, cancellation);
        Chart chart = Load(archive);
        return archive.Digest == digest ? chart : throw new ChartSourceException($"the chart changed while it was being rolled out: {archive.Digest} in place of {digest}");
    }

    public void Forget(NamespacedName key) => _entries.TryRemove(key, out _);

    private async Task FetchAsync(HelmRelease release, Entry entry, string identity)
    {
        SourceState state;
        try
        {
            ChartArchive archive = await fetcher.FetchAsync(release, stopping);
            Chart chart = cache.Find(archive.Digest) ?? Load(archive);
            Metadata metadata = chart.Metadata!;
            state = new SourceState(SourcePhase.Ready, new ChartIdentity(metadata.Name, metadata.Version, metadata.AppVersion.Length == 0 ? null : metadata.AppVersion), archive.Digest);
        }
        catch (Exception exception) when (exception is ChartSourceException or HelmException or KubernetesException)
        {
            state = new SourceState(SourcePhase.Failed, Message: exception.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // a source is foreign input: whatever it makes of a reader is its failure, and the reason is logged
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "Fetching the chart of {HelmRelease} failed unexpectedly", release.Metadata.Key);
            state = new SourceState(SourcePhase.Failed, Message: $"could not load chart: {exception.Message}");
        }

        Settle(release, entry, identity, state);
    }

    private void Settle(HelmRelease release, Entry entry, string identity, SourceState state)
    {
        bool isNews;
        lock (entry)
        {
            entry.IsFetching = false;
            if (entry.Identity != identity)
            {
                isNews = true;
            }
            else
            {
                entry.Tries = state.Phase == SourcePhase.Failed ? entry.Tries + 1 : 0;
                TimeSpan pause = state.Phase == SourcePhase.Failed ? ExponentialDelay.After(entry.Tries, FirstRetry, LongestRetry) : release.Spec.Source?.Interval ?? release.Spec.Interval;

                // A change of a ConfigMap is another identity: it need not be asked for.
                bool isWatched = state.Phase == SourcePhase.Ready && release.Spec.Source?.ConfigMap is not null;
                entry.FreshUntil = isWatched ? DateTimeOffset.MaxValue : (state.Phase == SourcePhase.Failed ? time.GetUtcNow() : entry.StartedAt) + pause;
                state = state.Phase == SourcePhase.Failed ? state with { RetryAt = entry.FreshUntil } : state;
                isNews = entry.State != state;
                entry.State = state;
            }
        }

        if (isNews)
        {
            wake(release.Metadata.Key);
        }
    }

    private Chart Load(ChartArchive archive)
    {
        Chart chart = ChartLoader.LoadArchive(archive.Content);
        if (chart.IsLibrary)
        {
            throw new HelmException("library charts are not installable");
        }

        cache.Add(archive.Digest, chart, archive.Content.Length);
        return chart;
    }

    // Whatever may make another fetch give another archive: the source, the object that holds it, and somebody who asks.
    private string Identity(HelmRelease release)
    {
        string source = JsonSerializer.Serialize(release.Spec.Source! with { Interval = null }, HelmReleaseJson.Default.ChartSource);
        string? version = release.Spec.Source!.ConfigMap is { } configMap
            ? facts.VersionOf(ValuesReferenceKind.ConfigMap, new NamespacedName(release.Metadata.Namespace, configMap.Name))
            : null;
        return $"{source}\n{version}\n{release.RequestedAt}";
    }

    private sealed class Entry
    {
        public string Identity { get; set; } = "";

        public SourceState State { get; set; } = SourceState.NotAsked;

        public bool IsFetching { get; set; }

        public int Tries { get; set; }

        /// <summary>The interval counts from the start of a fetch: the look that comes one interval after this one finds it over.</summary>
        public DateTimeOffset StartedAt { get; set; }

        public DateTimeOffset FreshUntil { get; set; }
    }
}
