using System.Net;
using System.Net.Sockets;

namespace Steersman.Helm.Registry;

/// <summary>Opens connections to addresses that the rules allow: the very address that was judged, so that no second answer of a name server slips in.</summary>
/// <param name="rules">Which addresses may be reached.</param>
/// <param name="proxy">The proxy that may be reached whatever its address; null for none.</param>
internal sealed class AddressConnector(AddressRules rules, IWebProxy? proxy)
{
    /// <summary>Judges a URL whose host is an address.</summary>
    /// <exception cref="AddressRefusedException">The address may not be reached.</exception>
    public void Check(Uri url)
    {
        if (IPAddress.TryParse(url.IdnHost, out IPAddress? address) && !rules.Allows(address))
        {
            throw Refused(url.IdnHost, [address]);
        }
    }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint target = context.DnsEndPoint;
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out IPAddress? literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, cancellationToken);

        // A proxy is the operator's own choice; whom it reaches is its business.
        IPAddress[] allowed = IsProxy(context) ? addresses : [.. addresses.Where(rules.Allows)];
        if (allowed.Length == 0)
        {
            throw Refused(target.Host, addresses);
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsProxy(SocketsHttpConnectionContext context) =>
        context.InitialRequestMessage.RequestUri is { } asked && proxy?.GetProxy(asked) is { } through && through != asked
        && through.IdnHost == context.DnsEndPoint.Host && through.Port == context.DnsEndPoint.Port;

    private static AddressRefusedException Refused(string host, IPAddress[] addresses) => new(
        addresses.Length == 0
            ? $"{host} has no address"
            : $"{host} has the address {addresses[0]}, which charts may not be fetched from: loopback, link-local and metadata addresses are closed unless --allow-source-network opens them");
}
