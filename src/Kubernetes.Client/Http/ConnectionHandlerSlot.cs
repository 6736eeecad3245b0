using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Configuration;

namespace Steersman.Kubernetes.Client.Http;

/// <summary>Owns the connection pool, and makes a new one when the client certificate is another.</summary>
internal sealed class ConnectionHandlerSlot(ClusterConfiguration cluster, KubernetesClientOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private HttpMessageInvoker? _invoker;
    private ClientCertificate? _certificate;
    private bool _isDisposed;

    internal HttpMessageInvoker Get(ClientCertificate? certificate)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_invoker is null || !ReferenceEquals(certificate, _certificate))
            {
                // As client-go: connections made with the old certificate are closed, watches start again with the new one.
                _invoker?.Dispose();
                HttpMessageHandler connections = ConnectionHandlerFactory.Create(cluster, certificate, options);
                _invoker = new HttpMessageInvoker(options.WrapTransport?.Invoke(connections) ?? connections);
                _certificate = certificate;
            }

            return _invoker;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _invoker?.Dispose();
        }
    }
}
