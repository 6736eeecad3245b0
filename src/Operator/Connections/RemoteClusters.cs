using System.Collections.Concurrent;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;

namespace Steersman.Operator.Connections;

/// <summary>The other clusters that releases are on, one for each content of a kubeconfig, as long as a release is on it. Thread-safe.</summary>
/// <param name="kubeConfigs">Reads what releases refer to.</param>
/// <param name="parts">What every cluster needs.</param>
internal sealed class RemoteClusters(KubeConfigs kubeConfigs, RemoteParts parts) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<NamespacedName, string> _byRelease = new();

    /// <summary>The cluster of a release; the first question opens it in the background.</summary>
    public async ValueTask<RemoteState> FindAsync(HelmRelease release, CancellationToken cancellation)
    {
        KubeConfigRead read;
        try
        {
            read = await kubeConfigs.ReadAsync(release, cancellation);
        }
        catch (KubernetesConfigurationException exception)
        {
            return new RemoteState(null, new ConnectionProblem(Reasons.KubeConfigInvalid, exception.Message));
        }

        if (read.Missing is { } missing)
        {
            return new RemoteState(null, new ConnectionProblem(Reasons.KubeConfigInvalid, missing, IsGone: read.IsGone));
        }

        RemoteCluster cluster = Join(release.Metadata.Key, read);
        return cluster.IsAvailable ? new RemoteState(cluster, null)
            : cluster.Trouble is { } trouble ? new RemoteState(null, new ConnectionProblem(Reasons.ClusterUnavailable, trouble))
            : default;
    }

    /// <summary>The cluster that a release was last found on; null for none.</summary>
    public RemoteCluster? Of(NamespacedName release)
    {
        lock (_gate)
        {
            return _byRelease.TryGetValue(release, out string? id) && _open.TryGetValue(id, out Entry? entry) ? entry.Cluster : null;
        }
    }

    /// <summary>Forgets a release that is gone, or on another cluster.</summary>
    public void Forget(NamespacedName release)
    {
        Entry? unused;
        lock (_gate)
        {
            unused = Leave(release);
        }

        unused?.Cluster.Dispose();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (Entry entry in _open.Values)
            {
                entry.Cluster.Dispose();
            }

            _open.Clear();
            _byRelease.Clear();
        }
    }

    private RemoteCluster Join(NamespacedName release, KubeConfigRead read)
    {
        Entry? unused = null;
        Entry? joined;
        lock (_gate)
        {
            if (!_byRelease.TryGetValue(release, out string? before) || before != read.Id)
            {
                unused = Leave(release);
            }

            if (!_open.TryGetValue(read.Id!, out joined))
            {
                string id = read.Id!;
                joined = new Entry(new RemoteCluster(id, read.Configuration!, parts, Wake, other => _byRelease.TryGetValue(other.Metadata.Key, out string? its) && its == id));
                _open[id] = joined;
            }

            joined.Releases.Add(release);
            _byRelease[release] = read.Id!;
        }

        unused?.Cluster.Dispose();
        return joined.Cluster;
    }

    private Entry? Leave(NamespacedName release)
    {
        if (!_byRelease.TryRemove(release, out string? id) || !_open.TryGetValue(id, out Entry? entry))
        {
            return null;
        }

        entry.Releases.Remove(release);
        return entry.Releases.Count == 0 && _open.Remove(id) ? entry : null;
    }

    private void Wake(string id)
    {
        foreach ((NamespacedName release, string its) in _byRelease)
        {
            if (its == id)
            {
                parts.Wake.Release(release);
            }
        }
    }

    private sealed record Entry(RemoteCluster Cluster)
    {
        public HashSet<NamespacedName> Releases { get; } = [];
    }
}
