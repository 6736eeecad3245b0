using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Inputs;

namespace Steersman.Operator.Connections;

/// <summary>Finds the connection of each release, and closes those that none uses any more. Thread-safe.</summary>
/// <param name="local">The cluster of the HelmReleases.</param>
/// <param name="remotes">The other clusters.</param>
/// <param name="factory">Makes what works by a connection.</param>
/// <param name="accounts">Which service accounts exist.</param>
/// <param name="defaultAccount">Service account of releases that name none; null: the operator itself.</param>
/// <param name="wake">Wakes releases.</param>
/// <param name="time">The clock.</param>
/// <param name="logs">For watches.</param>
/// <param name="stopping">Ends the watches.</param>
internal sealed class ReleaseConnections(
    ReleaseCluster local, RemoteClusters remotes, ReleaseWorkFactory factory, ServiceAccounts accounts, string? defaultAccount, ReleaseWake wake, TimeProvider time, ILoggerFactory logs, CancellationToken stopping) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionKey, Shared> _open = [];
    private readonly Dictionary<NamespacedName, Shared> _byRelease = [];

    /// <summary>What works on a release, or why nothing can.</summary>
    /// <exception cref="Kubernetes.Client.Errors.KubernetesConnectionException">The operator's own cluster does not answer.</exception>
    public async ValueTask<ConnectionState> ConnectAsync(HelmRelease release, CancellationToken cancellation)
    {
        if (release.Spec.KubeConfig is { } other && (other.SecretRef is null) != (other.ConfigMapRef is null))
        {
            // The account is one of the other cluster; whether it exists there its server tells.
            RemoteState remote = await remotes.FindAsync(release, cancellation);
            return remote.Cluster is { } cluster
                ? new ConnectionState(Join(release.Metadata.Key, new ConnectionKey(cluster.Cluster.Id, AccountOf(release, defaultAccount)), cluster.Cluster), null)
                : new ConnectionState(null, remote.Problem);
        }

        remotes.Forget(release.Metadata.Key);
        if (AccountOf(release, defaultAccount) is not { } account)
        {
            return new ConnectionState(Join(release.Metadata.Key, new ConnectionKey(null, null), local), null);
        }

        return await accounts.ExistAsync(account, cancellation)
            ? new ConnectionState(Join(release.Metadata.Key, new ConnectionKey(null, account), local), null)
            : new ConnectionState(null, Missing(release, account));
    }

    /// <summary>The service account that a release is managed as; null for none.</summary>
    public static NamespacedName? AccountOf(HelmRelease release, string? defaultAccount) =>
        (release.Spec.ServiceAccountName ?? defaultAccount) is { Length: > 0 } name ? new NamespacedName(release.Metadata.Namespace, name) : null;

    /// <summary>The other cluster that a release was last found on; null for none.</summary>
    public RemoteCluster? RemoteOf(NamespacedName release) => remotes.Of(release);

    /// <summary>Forgets a release that is gone.</summary>
    public void Forget(NamespacedName release)
    {
        remotes.Forget(release);
        Shared? unused = null;
        lock (_gate)
        {
            if (_byRelease.Remove(release, out Shared? left))
            {
                unused = Leave(release, left);
            }
        }

        unused?.Account?.Dispose();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (Shared shared in _open.Values)
            {
                shared.Account?.Dispose();
            }

            _open.Clear();
            _byRelease.Clear();
        }
    }

    private static ConnectionProblem Missing(HelmRelease release, NamespacedName account)
    {
        string source = release.Spec.ServiceAccountName is null ? "the operator's --default-service-account names it" : "spec.serviceAccountName names it";
        return new ConnectionProblem(Reasons.ServiceAccountMissing, $"service account {account} does not exist, and {source}: create it, or name another one", IsGone: true);
    }

    private ReleaseWork Join(NamespacedName release, ConnectionKey key, ReleaseCluster cluster)
    {
        Shared? unused = null;
        Shared joined;
        lock (_gate)
        {
            if (_byRelease.TryGetValue(release, out Shared? before))
            {
                if (before.Key == key)
                {
                    return before.Work;
                }

                unused = Leave(release, before);
            }

            if (!_open.TryGetValue(key, out joined!))
            {
                _open[key] = joined = Open(key, cluster);
            }

            joined.Releases.Add(release);
            _byRelease[release] = joined;
        }

        unused?.Account?.Dispose();
        return joined.Work;
    }

    private Shared? Leave(NamespacedName release, Shared shared)
    {
        shared.Work.Forget(release);
        shared.Releases.Remove(release);
        return shared.Releases.Count == 0 && _open.Remove(shared.Key) ? shared : null;
    }

    private Shared Open(ConnectionKey key, ReleaseCluster cluster)
    {
        if (key.Account is not { } name)
        {
            return new Shared(key, factory.Create(ReleaseConnection.Of(cluster)));
        }

        ReleaseAccount account = new(name, cluster, wake, time, logs, stopping);
        return new Shared(key, factory.Create(ReleaseConnection.Of(cluster, account)));
    }

    private sealed record ConnectionKey(string? Cluster, NamespacedName? Account);

    private sealed record Shared(ConnectionKey Key, ReleaseWork Work)
    {
        public HashSet<NamespacedName> Releases { get; } = [];

        public ReleaseAccount? Account => Work.Connection.Account;
    }
}
