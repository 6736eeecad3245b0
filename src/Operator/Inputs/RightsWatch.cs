using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Informers;

namespace Steersman.Operator.Inputs;

/// <summary>Wakes releases whose account was refused something when rights change: roles and bindings are watched, by metadata alone, while some release waits for that. Thread-safe.</summary>
/// <param name="client">The cluster.</param>
/// <param name="namespaces">The namespaces whose HelmReleases are managed; empty for all.</param>
/// <param name="changed">Is told that rights have changed, before releases are woken.</param>
/// <param name="wake">Takes the keys.</param>
/// <param name="time">The clock.</param>
/// <param name="log">For the watches.</param>
/// <param name="stopping">Ends the watches.</param>
internal sealed class RightsWatch(
    IKubernetesClient client, IReadOnlyList<string> namespaces, Action changed, Action<NamespacedName, TimeSpan> wake, TimeProvider time, ILogger<RightsWatch> log, CancellationToken stopping) : IDisposable
{
    private const string Group = "rbac.authorization.k8s.io";

    // The server's authorizer follows its own watch.
    private static readonly TimeSpan AuthorizerLag = TimeSpan.FromSeconds(1);

    private static readonly ResourceMapping[] Mappings =
    [
        ResourceMapping.Known(Group, "v1", "Role", "roles"),
        ResourceMapping.Known(Group, "v1", "RoleBinding", "rolebindings"),
        ResourceMapping.Known(Group, "v1", "ClusterRole", "clusterroles", ResourceScope.Cluster),
        ResourceMapping.Known(Group, "v1", "ClusterRoleBinding", "clusterrolebindings", ResourceScope.Cluster),
    ];

    private readonly Lock _gate = new();
    private readonly HashSet<NamespacedName> _waiting = [];
    private CancellationTokenSource? _running;
    private int _version;

    /// <summary>Grows when rights change, as far as anybody waits for that.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>A release waits for other rights.</summary>
    public void Await(NamespacedName release)
    {
        lock (_gate)
        {
            _waiting.Add(release);
            if (_running is null && !stopping.IsCancellationRequested)
            {
                _running = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                foreach (ResourceMapping mapping in Mappings)
                {
                    Start(mapping, _running.Token);
                }
            }
        }
    }

    /// <summary>A release waits no more.</summary>
    public void Forget(NamespacedName release)
    {
        lock (_gate)
        {
            if (_waiting.Remove(release) && _waiting.Count == 0)
            {
                End();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            End();
        }
    }

    private void End()
    {
        _running?.Cancel();
        _running?.Dispose();
        _running = null;
    }

    private void Start(ResourceMapping mapping, CancellationToken cancellation)
    {
        ScopedInformer<ObjectStamp> informer = new(
            client.Reader(mapping, ObjectStamp.Decode, metadataOnly: true), new() { Name = mapping.Plural, TimeProvider = time, Server = client.Presence }, mapping.IsNamespaced ? namespaces : [], log);

        // What was there before the watch began may have come after the refusal.
        informer.Subscribe(new KeyHandler<ObjectStamp>((_, _) =>
        {
            if (informer.HasSynced)
            {
                Changed();
            }
        }));
        _ = Task.Run(() => RunAsync(informer, cancellation), CancellationToken.None);
    }

    private async Task RunAsync(ScopedInformer<ObjectStamp> informer, CancellationToken cancellation)
    {
        try
        {
            Task run = informer.RunAsync(cancellation);
            await Task.WhenAny(run, informer.WaitForSyncAsync(cancellation));
            Changed();
            await run;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody waits any more.
        }
#pragma warning disable CA1031 // the root of a watch: its end is logged, and releases are tried again in their own time
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "A watch of rights ended unexpectedly");
        }
    }

    private void Changed()
    {
        NamespacedName[] releases;
        lock (_gate)
        {
            releases = [.. _waiting];
        }

        Interlocked.Increment(ref _version);
        changed();
        foreach (NamespacedName release in releases)
        {
            wake(release, AuthorizerLag);
        }
    }
}
