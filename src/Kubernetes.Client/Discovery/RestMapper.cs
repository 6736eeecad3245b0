using System.Collections.Immutable;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Discovery;

/// <summary>Discovers everything at once where the server can (two requests), group by group where it cannot, and a group again when it lacks what is asked for.</summary>
internal sealed class RestMapper(DiscoveryClient discovery, TimeProvider time) : IRestMapper, IDisposable
{
    /// <summary>A group that lacks a kind is not asked for again before this has passed: the kinds of a chart may be missing for long.</summary>
    internal static readonly TimeSpan MissInterval = TimeSpan.FromSeconds(2);

    /// <summary>Beyond so many, groups that turned out not to be served are not remembered: charts may name any.</summary>
    private const int MaxGroups = 4096;

    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, Known> _groups = ImmutableDictionary<string, Known>.Empty;
    private bool _isLoaded;
    private int _generation;

    public async ValueTask<ResourceMapping> GetAsync(GroupVersionKind kind, CancellationToken ct) => await FindAsync(kind, ct) ?? throw new KindNotServedException(kind);

    public async ValueTask<ResourceMapping?> FindAsync(GroupVersionKind kind, CancellationToken ct) =>
        await LookAsync(kind.Group, group => group.Find(kind), static found => found is not null, ct);

    public async ValueTask<ImmutableArray<ResourceMapping>> FindAsync(GroupKind kind, CancellationToken ct) =>
        await LookAsync(kind.Group, group => group.Find(kind.Kind), static found => !found.IsDefaultOrEmpty, ct) is { IsDefault: false } found ? found : [];

    public async ValueTask<ImmutableArray<ResourceMapping>> ListAsync(CancellationToken ct)
    {
        await LoadAllAsync(ct);
        foreach ((string name, Known known) in _groups)
        {
            if (known.Group is null)
            {
                await LoadGroupAsync(name, known, ct);
            }
        }

        return [.. _groups.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value.Group?.Resources ?? [])];
    }

    public void Invalidate(string group)
    {
        lock (_gate)
        {
            _generation++;
            _groups = _groups.SetItem(group, new Known(null, 0));
        }
    }

    public void Dispose() => _loading.Dispose();

    private async ValueTask<T?> LookAsync<T>(string name, Func<ApiGroup, T?> find, Func<T?, bool> isFound, CancellationToken ct)
    {
        await LoadAllAsync(ct);
        Known? known = _groups.GetValueOrDefault(name);
        if (known?.Group is { } group && find(group) is var found && isFound(found))
        {
            return found;
        }

        // Not there, or not yet: a definition may have come a moment ago.
        if (known?.Group is null || time.GetElapsedTime(known.ReadAt) >= MissInterval)
        {
            known = await LoadGroupAsync(name, known, ct);
        }

        T? second = known.Group is { } fresh ? find(fresh) : default;
        return isFound(second) || known.Group?.Failure is not { } failure ? second : throw failure;
    }

    private async ValueTask LoadAllAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref _isLoaded))
        {
            return;
        }

        await _loading.WaitAsync(ct);
        try
        {
            if (_isLoaded)
            {
                return;
            }

            int generation = Volatile.Read(ref _generation);
            DiscoveryAnswer core = await discovery.GetAllAsync("/api", ct);
            DiscoveryAnswer named = await discovery.GetAllAsync("/apis", ct);
            long now = time.GetTimestamp();
            ImmutableDictionary<string, Known>.Builder groups = ImmutableDictionary.CreateBuilder<string, Known>(StringComparer.Ordinal);
            foreach (DiscoveryAnswer answer in (ReadOnlySpan<DiscoveryAnswer>)[core, named])
            {
                groups.AddRange(answer.Versions.Select(entry => KeyValuePair.Create(entry.Key, new Known(null, now))));
                foreach (ApiGroup group in answer.Groups)
                {
                    groups[group.Name] = new Known(group, now);
                }
            }

            lock (_gate)
            {
                // What was invalidated meanwhile stays so: it may have been read before the change.
                _groups = generation == _generation ? groups.ToImmutable() : groups.ToImmutable().SetItems(_groups);
                Volatile.Write(ref _isLoaded, true);
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    private async ValueTask<Known> LoadGroupAsync(string name, Known? seen, CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            // Another caller may have loaded it while this one waited.
            if (_groups.GetValueOrDefault(name) is { Group: not null } current && !ReferenceEquals(current, seen))
            {
                return current;
            }

            int generation = Volatile.Read(ref _generation);
            Known loaded = new(await ReadGroupAsync(name, ct), time.GetTimestamp());
            lock (_gate)
            {
                if (generation == _generation && (_groups.Count < MaxGroups || _groups.ContainsKey(name)))
                {
                    _groups = _groups.SetItem(name, loaded);
                }
            }

            return loaded;
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<ApiGroup> ReadGroupAsync(string name, CancellationToken ct)
    {
        KubernetesException? failure = null;
        ImmutableArray<ResourceMapping>.Builder resources = ImmutableArray.CreateBuilder<ResourceMapping>();
        foreach (string version in await discovery.GetVersionsAsync(name, ct) ?? [])
        {
            try
            {
                resources.AddRange(await discovery.GetResourcesAsync(name, version, ct) ?? []);
            }
            catch (KubernetesApiException e)
            {
                // The server behind this version is down; the others still serve.
                failure = e;
            }
        }

        return new ApiGroup(name, resources.ToImmutable(), failure);
    }

    /// <summary>A group that is known to be there; its resources are null until they are needed.</summary>
    private sealed record Known(ApiGroup? Group, long ReadAt);
}
