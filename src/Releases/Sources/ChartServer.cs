using Steersman.Helm.Registry;

namespace Steersman.Releases.Sources;

/// <summary>A server as one location speaks to it, for one fetch.</summary>
internal sealed class ChartServer(ServerKeys keys, HttpRepository repository, RegistryTransport transport, bool isOwn) : IDisposable
{
    public ServerKeys Keys => keys;

    public HttpRepository Repository => repository;

    public RegistryTransport Transport => transport;

    public void Dispose()
    {
        repository.Dispose();
        if (isOwn)
        {
            transport.Dispose();
            keys.Trust?.ClientCertificate?.Dispose();
        }
    }
}
