using Steersman.Helm.Registry;

namespace Steersman.Releases.Sources;

/// <summary>Opens servers with the keys of a location. Connections are shared, except where certificates are a location's own. Thread-safe.</summary>
internal sealed class ChartServers : IDisposable
{
    private const int MaxSessions = 1000;

    private readonly ServerSecrets _secrets;
    private readonly RegistryOptions _options;
    private readonly TimeProvider _time;
    private readonly RegistryTransport _shared;
    private readonly RegistrySessions _sessions = new(MaxSessions);

    public ChartServers(ServerSecrets secrets, RegistryOptions options, TimeProvider time)
    {
        _secrets = secrets;
        _options = options;
        _time = time;
        _shared = new RegistryTransport(options);
        Anonymous = new HttpRepository(options, clock: time, transport: _shared);
        Registry = new OciRegistry(options, time, transport: _shared);
        PlainRegistry = new OciRegistry(options with { IsPlainHttp = true }, time, transport: _shared);
    }

    /// <summary>Without keys.</summary>
    public HttpRepository Anonymous { get; }

    /// <summary>Without keys, by https.</summary>
    public OciRegistry Registry { get; }

    /// <summary>Without keys, by http.</summary>
    public OciRegistry PlainRegistry { get; }

    public void Dispose()
    {
        Anonymous.Dispose();
        Registry.Dispose();
        PlainRegistry.Dispose();
        _shared.Dispose();
    }

    /// <exception cref="ChartSourceException">The keys cannot be used.</exception>
    public async Task<ChartServer> OpenAsync(ChartLocation location, Uri origin, CancellationToken cancellation)
    {
        ServerKeys keys = await _secrets.ReadAsync(location, origin, cancellation);
        bool isOwn = keys is not { Trust: null, Proxy: null };
        RegistryTransport transport = isOwn ? new RegistryTransport(keys.Proxy is null ? _options : _options with { Proxy = keys.Proxy, JudgesProxy = true }, keys.Trust, origin) : _shared;
        return new ChartServer(keys, new HttpRepository(_options, keys.Credentials, _time, transport), transport, isOwn);
    }

    /// <summary>A registry with the keys of a server; disposed by the caller where it is its own.</summary>
    public OciRegistry RegistryOf(ChartServer server, Uri origin, bool isPlainHttp)
    {
        if (server.Keys is { Credentials: null, Trust: null, Proxy: null })
        {
            return isPlainHttp ? PlainRegistry : Registry;
        }

        return new OciRegistry(_options with { IsPlainHttp = isPlainHttp }, _time, server.Keys.Credentials, server.Transport, _sessions.Get(origin, server.Keys));
    }
}
