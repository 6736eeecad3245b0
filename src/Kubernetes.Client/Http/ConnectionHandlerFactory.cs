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
            ? (context, ct) => ConnectAsync(context, ct)
            : (context, ct) => ConnectTlsAsync(context, SslOptionsFor(cluster, certificate, options), ct);
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

    private static async ValueTask<Stream> ConnectTlsAsync(SocketsHttpConnectionContext context, SslClientAuthenticationOptions ssl, CancellationToken ct)
    {
        SslStream secure = new(await ConnectAsync(context, ct), leaveInnerStreamOpen: false);
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

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
