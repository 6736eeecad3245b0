using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Configuration;

namespace Steersman.Kubernetes.Client.Http;

/// <summary>Makes the connection pool of one cluster.</summary>
internal static class ConnectionHandlerFactory
{
    internal static SocketsHttpHandler Create(ClusterConfiguration cluster, ClientCertificate? certificate, KubernetesClientOptions options)
    {
        SslClientAuthenticationOptions ssl = SslOptions(cluster, certificate);
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = options.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = options.KeepAlivePingDelay,
            KeepAlivePingTimeout = options.KeepAlivePingTimeout,
            MaxResponseHeadersLength = 64,
            SslOptions = ssl,
        };
        handler.ConnectCallback = cluster.TlsServerName is null || cluster.Server.Scheme != Uri.UriSchemeHttps
            ? (context, ct) => ConnectAsync(context, options, ct)
            : (context, ct) => ConnectTlsAsync(context, SslOptionsFor(cluster, certificate, options), options, ct);
        return handler;
    }

    // The handler overwrites TargetHost by the host of the request; a stream that is already secure it takes as it is.
    private static SslClientAuthenticationOptions SslOptionsFor(ClusterConfiguration cluster, ClientCertificate? certificate, KubernetesClientOptions options)
    {
        SslClientAuthenticationOptions ssl = SslOptions(cluster, certificate);
        ssl.TargetHost = cluster.TlsServerName;
        ssl.ApplicationProtocols = options.DisableHttp2 ? [SslApplicationProtocol.Http11] : [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];
        return ssl;
    }

    private static SslClientAuthenticationOptions SslOptions(ClusterConfiguration cluster, ClientCertificate? certificate)
    {
        SslClientAuthenticationOptions ssl = new() { ClientCertificateContext = certificate?.Context };
        if (cluster.CertificateAuthorities is { } authorities)
        {
            X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(authorities);
            ssl.CertificateChainPolicy = policy;
        }

        if (cluster.InsecureSkipTlsVerify)
        {
#pragma warning disable CA5359, MA0039 // The user asked for it: insecure-skip-tls-verify
            ssl.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359, MA0039
        }

        return ssl;
    }

    private static async ValueTask<Stream> ConnectTlsAsync(SocketsHttpConnectionContext context, SslClientAuthenticationOptions ssl, KubernetesClientOptions options, CancellationToken ct)
    {
        SslStream secure = new(await ConnectAsync(context, options, ct), leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(ssl, ct);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, KubernetesClientOptions options, CancellationToken ct)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            if (options.AllowsAddress is { } allows)
            {
                // The very addresses that were judged are connected to.
                IPAddress[] addresses = [.. (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct)).Where(allows)];
                await socket.ConnectAsync(addresses.Length > 0 ? addresses : throw new HttpRequestException($"{context.DnsEndPoint.Host} has no address that may be connected to"), context.DnsEndPoint.Port, ct);
            }
            else
            {
                await socket.ConnectAsync(context.DnsEndPoint, ct);
            }

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
