using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Informers;

namespace Steersman.Operator.Inputs;

/// <summary>Which service accounts exist. They are watched, names alone, from the first question on. Thread-safe.</summary>
internal sealed class ServiceAccounts
{
    private readonly ScopedInformer<ObjectStamp> _accounts;
    private readonly IKubernetesClient _client;
    private readonly Lazy<Task> _running;

    /// <param name="client">The cluster.</param>
    /// <param name="namespaces">The namespaces that are watched; empty for all.</param>
    /// <param name="changed">Takes accounts that came or went.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">For the watch.</param>
    /// <param name="stopping">Ends the watch.</param>
    public ServiceAccounts(IKubernetesClient client, IReadOnlyList<string> namespaces, Action<NamespacedName> changed, TimeProvider time, ILogger<ServiceAccounts> log, CancellationToken stopping)
    {
        _client = client;
        _accounts = new(client.Reader(ServiceAccount.Mapping, ObjectStamp.Decode, metadataOnly: true), new() { Name = "serviceaccounts", TimeProvider = time, Server = client.Presence }, namespaces, log);
        _accounts.Subscribe(new PresenceHandler(changed));
        _running = new Lazy<Task>(() => Task.Run(() => RunAsync(log, stopping), CancellationToken.None));
    }

    /// <summary>Whether an account exists; true where that may not be known.</summary>
    /// <exception cref="KubernetesConnectionException">Nobody answers.</exception>
    public async ValueTask<bool> ExistAsync(NamespacedName account, CancellationToken cancellation)
    {
        _ = _running.Value;
        if (_accounts.HasSynced && _accounts.Store.Get(account) is not null)
        {
            return true;
        }

        try
        {
            // The watch may be behind: an account is often made together with its releases.
            return await _client.Metadata(ServiceAccount.Mapping).GetAsync(account, cancellation) is not null;
        }
        catch (KubernetesApiException exception) when (exception.IsForbidden)
        {
            return true;
        }
    }

    private async Task RunAsync(ILogger<ServiceAccounts> log, CancellationToken stopping)
    {
        try
        {
            await _accounts.RunAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The end that was asked for.
        }
#pragma warning disable CA1031 // the root of a watch: its end is logged, and every question then goes to the server
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "The watch of service accounts ended unexpectedly");
        }
    }

    private sealed class PresenceHandler(Action<NamespacedName> changed) : IResourceEventHandler<ObjectStamp>
    {
        public void OnAdded(NamespacedName key, ObjectStamp resource) => changed(key);

        public void OnUpdated(NamespacedName key, ObjectStamp old, ObjectStamp resource)
        {
            // Neither labels nor annotations of an account give rights.
        }

        public void OnDeleted(NamespacedName key, ObjectStamp last) => changed(key);
    }
}
