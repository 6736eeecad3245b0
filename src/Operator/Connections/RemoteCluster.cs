using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Status.Drift;
using Steersman.Kubernetes.Status.Tracking;
using Steersman.Operator.Inputs;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Connections;

/// <summary>Another cluster, by the content of a kubeconfig: its client, its watches, and whether it answers. No worker asks one that does not: it is probed in the background. Thread-safe.</summary>
internal sealed class RemoteCluster : IDisposable
{
    private const long BodyCacheBytes = 8L * 1024 * 1024;
    private static readonly TimeSpan FirstProbe = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop;
    private readonly KubernetesClient _client;
    private readonly RemotePresence _presence;
    private readonly LiveObjects _live;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Action<string> _wake;
    private readonly string _server;
    private int _probing;
    private volatile string? _trouble;

    /// <param name="id">Names the cluster.</param>
    /// <param name="configuration">Where it is, and as whom it is spoken to.</param>
    /// <param name="parts">What every remote cluster needs.</param>
    /// <param name="wake">Takes the id when every release on the cluster is to be looked at.</param>
    /// <param name="isHere">Whether a HelmRelease's release is on the cluster.</param>
    public RemoteCluster(string id, ClusterConfiguration configuration, RemoteParts parts, Action<string> wake, Func<Api.V1.HelmRelease, bool> isHere)
    {
        _time = parts.Time;
        _log = parts.Logs.CreateLogger<RemoteCluster>();
        _wake = wake;
        _server = configuration.Server.Host;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(parts.Stopping);
        _presence = new RemotePresence(() => PresenceChanged(id));
        _client = new KubernetesClient(configuration, parts.ClientOptions with { Observer = _presence, TimeProvider = _time });
        IKubernetesClient client = _client.Guarded(parts.Guard);
        RemoteFacts facts = new(client, _time, _log);
        _live = new LiveObjects(new InformerFeeds(client, _time, parts.Logs.CreateLogger<InformerFeeds>()), _time);
        _live.OnChange += parts.Wake.Tracked;
        DriftWatches drift = new(client, perNamespace: false, _time, parts.Logs.CreateLogger<DriftWatches>());
        drift.OnChange += parts.Wake.Release;
        ClusterCapabilities capabilities = new(client, _time);
        ReleaseBodyCache bodies = new(BodyCacheBytes);
        Cluster = new ReleaseCluster
        {
            Id = id,
            Address = configuration.Server.GetLeftPart(UriPartial.Authority),
            Client = client,
            Facts = facts,
            Live = _live,
            Drift = drift,
            Accounts = new AccountBook(client, _time),
            Capabilities = capabilities,
            Bodies = bodies,
            Turns = new RemoteTurns(Math.Max(1, parts.Workers / 2)),
            Owners = new ObjectOwners(parts.Facts, facts, isHere, client, new ReleaseStore(client, bodies, _time)),
            Waits = new WaitClock(client.Presence, _time),
        };
        facts.Subscribe(
            (key, fact) => parts.Facts.WakeStored(parts.Wake.Release, key, fact),
            ns => parts.Facts.WakeNamespace(parts.Wake.Release, ns),
            (group, isEstablished) =>
            {
                client.Mapper.Invalidate(group);
                capabilities.Invalidate();
                if (isEstablished)
                {
                    _wake(id);
                }
            });
        _ = RunAsync(facts, drift);
        Probe();
    }

    public ReleaseCluster Cluster { get; }

    /// <summary>True where releases can be worked on.</summary>
    public bool IsAvailable => _presence.HasAnswered && _trouble is null;

    /// <summary>Why not, where that is known.</summary>
    public string? Trouble => _presence.IsAbsent || _trouble is not null ? $"the cluster of spec.kubeConfig ({_server}) is not available: {_trouble ?? "it does not answer"}" : null;

    /// <summary>The server refused the credentials: it is asked again in the background until it takes them.</summary>
    public void Refused(string why)
    {
        _trouble = why;
        Probe();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _live.Dispose();
        _client.Dispose();
    }

    private void PresenceChanged(string id)
    {
        if (_presence.IsAbsent)
        {
            Probe();
        }

        _wake(id);
    }

    // One probe at a time; it ends with the first answer that is none of refused credentials.
    private void Probe()
    {
        if (Interlocked.Exchange(ref _probing, 1) == 0)
        {
            _ = Task.Run(ProbeAsync, CancellationToken.None);
        }
    }

    private async Task ProbeAsync()
    {
        try
        {
            for (TimeSpan delay = FirstProbe; ; delay = delay + delay < LongestProbe ? delay + delay : LongestProbe)
            {
                string? trouble = await AskAsync(_stop.Token);
                bool hasChanged = _trouble is null != trouble is null;
                _trouble = trouble;
                if (hasChanged)
                {
                    _wake(Cluster.Id!);
                }

                if (trouble is null)
                {
                    return;
                }

                await Task.Delay(delay, _time, _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // Closed.
        }
        finally
        {
            Volatile.Write(ref _probing, 0);
        }
    }

    private async Task<string?> AskAsync(CancellationToken cancellation)
    {
        try
        {
            await _client.GetVersionAsync(cancellation);
            return null;
        }
        catch (KubernetesException exception) when (!cancellation.IsCancellationRequested)
        {
            return exception is KubernetesApiException { IsForbidden: true } ? null : exception.Message;
        }
    }

    private async Task RunAsync(RemoteFacts facts, DriftWatches drift)
    {
        try
        {
            await Task.WhenAll(facts.RunAsync(_stop.Token), drift.RunAsync(_stop.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // Closed.
        }
#pragma warning disable CA1031 // the root of the watches: their end is logged
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _log.LogError(exception, "The watches of a remote cluster ended unexpectedly");
        }
    }
}
