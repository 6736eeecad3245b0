using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Informers;

namespace Steersman.Operator.Inputs;

/// <summary>Objects of any kind that releases depend on: one watch for each object, by its name, as long as a release names it. Thread-safe; nothing here blocks.</summary>
internal sealed class DependencyWatches(IKubernetesClient client, Action<NamespacedName> wake, TimeProvider time, ILogger<DependencyWatches> log, CancellationToken stopping)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DependencyKey, Watched> _watched = [];
    private readonly Dictionary<NamespacedName, IReadOnlyDictionary<DependencyKey, ResourceMapping>> _byRelease = [];

    /// <summary>Follows what a release depends on in the place of what it depended on before.</summary>
    public void Follow(NamespacedName release, IReadOnlyDictionary<DependencyKey, ResourceMapping> objects)
    {
        if (objects.Count == 0)
        {
            Forget(release);
            return;
        }

        lock (_gate)
        {
            foreach ((DependencyKey key, ResourceMapping mapping) in objects)
            {
                if (!_watched.TryGetValue(key, out Watched? watched))
                {
                    _watched[key] = watched = Open(key, mapping);
                }

                watched.Releases.Add(release);
            }

            if (_byRelease.GetValueOrDefault(release) is { } before)
            {
                foreach (DependencyKey key in before.Keys.Where(key => !objects.ContainsKey(key)))
                {
                    Leave(key, release);
                }
            }

            _byRelease[release] = objects;
        }
    }

    /// <summary>An object as the watch shows it.</summary>
    /// <param name="key">One that a release follows.</param>
    /// <param name="isKnown">False while the watch has not shown whether it exists.</param>
    /// <returns>Null where it does not exist, or is not known.</returns>
    public Unstructured? Find(DependencyKey key, out bool isKnown)
    {
        lock (_gate)
        {
            Watched? watched = _watched.GetValueOrDefault(key);
            isKnown = watched is { Informer.HasSynced: true };
            return isKnown ? watched!.Informer.Store.Get(key.Name) : null;
        }
    }

    /// <summary>Forgets a release that is gone.</summary>
    public void Forget(NamespacedName release)
    {
        lock (_gate)
        {
            if (_byRelease.Remove(release, out IReadOnlyDictionary<DependencyKey, ResourceMapping>? objects))
            {
                foreach (DependencyKey key in objects.Keys)
                {
                    Leave(key, release);
                }
            }
        }
    }

    private void Leave(DependencyKey key, NamespacedName release)
    {
        if (_watched.TryGetValue(key, out Watched? watched) && watched.Releases.Remove(release) && watched.Releases.Count == 0)
        {
            _watched.Remove(key);
            watched.Stop.Cancel();
            watched.Stop.Dispose();
        }
    }

    private Watched Open(DependencyKey key, ResourceMapping mapping)
    {
        Informer<Unstructured> informer = new(
            client.Reader(mapping, Unstructured.DecodeWithoutManagedFields),
            new() { Name = $"{mapping.Kind.Kind} {key.Name}", Namespace = key.Name.Namespace, FieldSelector = $"metadata.name={key.Name.Name}", TimeProvider = time, Server = client.Presence },
            log);
        Watched watched = new(informer, CancellationTokenSource.CreateLinkedTokenSource(stopping));
        informer.Subscribe(new ChangeHandler(() => Wake(watched)));
        _ = RunAsync(key, watched);
        return watched;
    }

    private async Task RunAsync(DependencyKey key, Watched watched)
    {
        CancellationToken cancellation = watched.Stop.Token;
        try
        {
            // The caller holds the lock that the handler takes.
            await Task.Yield();
            Task run = watched.Informer.RunAsync(cancellation);
            await Task.WhenAny(run, watched.Informer.WaitForSyncAsync(cancellation));

            // Also where it has shown that there is no such object.
            Wake(watched);
            await run;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody depends on it any more.
        }
#pragma warning disable CA1031 // the root of a watch: its end is logged, and whoever waits sees that nothing is known
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "The watch of {Kind} {Name} ended unexpectedly", key.Kind, key.Name);
        }
    }

    private void Wake(Watched watched)
    {
        NamespacedName[] releases;
        lock (_gate)
        {
            releases = [.. watched.Releases];
        }

        foreach (NamespacedName release in releases)
        {
            wake(release);
        }
    }

    private sealed record Watched(Informer<Unstructured> Informer, CancellationTokenSource Stop)
    {
        public HashSet<NamespacedName> Releases { get; } = [];
    }

    private sealed class ChangeHandler(Action changed) : IResourceEventHandler<Unstructured>
    {
        public void OnAdded(NamespacedName key, Unstructured resource) => changed();

        public void OnUpdated(NamespacedName key, Unstructured old, Unstructured resource) => changed();

        public void OnDeleted(NamespacedName key, Unstructured last) => changed();
    }
}
