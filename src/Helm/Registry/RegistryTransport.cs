using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Steersman.Helm.Registry;

/// <summary>Connections to servers, pooled; clients of several repositories may share one. Thread-safe.</summary>
public sealed class RegistryTransport : IDisposable
{
    private readonly AddressConnector _connector;
    private readonly HttpMessageInvoker _common;
    private readonly HttpMessageInvoker? _own;
    private readonly Uri? _origin;

    /// <param name="options">Which addresses and proxies are used.</param>
    /// <param name="trust">How the origin is trusted; null: as any server.</param>
    /// <param name="origin">Of which scheme, host and port the client certificate and the lack of verification are; null where there is no trust.</param>
    public RegistryTransport(RegistryOptions? options = null, ServerTrust? trust = null, Uri? origin = null)
    {
        options ??= new RegistryOptions();
        _connector = new AddressConnector(options.Addresses, options.JudgesProxy ? null : options.Proxy);
        _common = Create(options, trust is null ? null : new ServerTrust { Authorities = trust.Authorities });
        _origin = origin;
        _own = trust is { ClientCertificate: null, SkipsVerification: false } or null ? null : Create(options, trust);
    }

    public void Dispose()
    {
        _common.Dispose();
        _own?.Dispose();
    }

    /// <exception cref="AddressRefusedException">The URL names an address that may not be reached.</exception>
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        Uri url = message.RequestUri!;
        _connector.Check(url);
        return (_own is not null && _origin is not null && Origin.IsSame(url, _origin) ? _own : _common).SendAsync(message, cancellationToken);
    }

    private HttpMessageInvoker Create(RegistryOptions options, ServerTrust? trust) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        Proxy = options.Proxy,
        UseProxy = options.Proxy is not null,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = _connector.ConnectAsync,
        SslOptions = SslOptions(trust),
    });

    private static SslClientAuthenticationOptions SslOptions(ServerTrust? trust)
    {
        SslClientAuthenticationOptions ssl = new();
        if (trust?.Authorities is { } authorities)
        {
            X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            using X509Store system = new(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);
            policy.CustomTrustStore.AddRange(system.Certificates);
            policy.CustomTrustStore.AddRange(authorities);
            ssl.CertificateChainPolicy = policy;
        }

        if (trust?.ClientCertificate is { } certificate)
        {
            ssl.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        }

        if (trust is { SkipsVerification: true })
        {
#pragma warning disable CA5359, MA0039 // The user asked for it: insecureSkipTLSVerify
            ssl.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359, MA0039
        }

        return ssl;
    }
}
