using System.Net;

namespace Steersman.Helm.Registry;

/// <summary>Which proxy a URL is asked through, by the environment variables and rules of Go's <c>golang.org/x/net/http/httpproxy</c>. Immutable.</summary>
public sealed class ProxySettings : IWebProxy, ICredentials
{
    private readonly Uri? _http;
    private readonly Uri? _https;
    private readonly string[] _exceptions;

    /// <param name="http">Proxy of http URLs; "" for none. Without a scheme it is one of http.</param>
    /// <param name="https">Proxy of https URLs; "" for none.</param>
    /// <param name="exceptions">Hosts, domains, addresses and networks that are asked directly, separated by commas; each may have a port.</param>
    public ProxySettings(string http, string https, string exceptions)
    {
        ArgumentNullException.ThrowIfNull(exceptions);
        _http = Parse(http);
        _https = Parse(https);
        _exceptions = [.. exceptions.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.ToLowerInvariant())];
    }

    ICredentials? IWebProxy.Credentials
    {
        get => this;
        set => throw new NotSupportedException();
    }

    /// <summary>The settings of HTTP_PROXY, HTTPS_PROXY and NO_PROXY, or of their names in small letters.</summary>
    public static ProxySettings FromEnvironment() => new(Variable("HTTP_PROXY"), Variable("HTTPS_PROXY"), Variable("NO_PROXY"));

    /// <summary>The proxy of a URL; null where it is asked directly.</summary>
    public Uri? GetProxy(Uri destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return (destination.Scheme == Uri.UriSchemeHttps ? _https : _http) is { } proxy && !IsException(destination) ? proxy : null;
    }

    /// <summary>True where a URL is asked directly.</summary>
    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    NetworkCredential? ICredentials.GetCredential(Uri uri, string authType)
    {
        Uri? proxy = new[] { _http, _https }.FirstOrDefault(candidate => candidate is not null && candidate.Host == uri.Host && candidate.Port == uri.Port);
        string[] parts = (proxy?.UserInfo ?? "").Split(':', 2);
        return parts[0].Length == 0 ? null : new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 1 ? "" : Uri.UnescapeDataString(parts[1]));
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : Environment.GetEnvironmentVariable(name.ToLowerInvariant()) ?? "";

    private static Uri? Parse(string proxy)
    {
        if (string.IsNullOrWhiteSpace(proxy))
        {
            return null;
        }

        return Uri.TryCreate(proxy.Contains("://", StringComparison.Ordinal) ? proxy : "http://" + proxy, UriKind.Absolute, out Uri? url) ? url : null;
    }

    private bool IsException(Uri destination)
    {
        string host = destination.IdnHost.TrimEnd('.').ToLowerInvariant();
        bool isAddress = IPAddress.TryParse(host, out IPAddress? address);
        return host == "localhost" || (isAddress && IPAddress.IsLoopback(address!)) || Array.Exists(_exceptions, entry => Matches(entry, host, address, destination.Port));
    }

    private static bool Matches(string entry, string host, IPAddress? address, int port)
    {
        if (entry == "*")
        {
            return true;
        }

        if (IPNetwork.TryParse(entry, out IPNetwork network))
        {
            return address is not null && network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address);
        }

        if (address is not null && IPAddress.TryParse(entry, out IPAddress? plain))
        {
            return plain.Equals(address);
        }

        int colon = entry.LastIndexOf(':');
        if (colon > 0 && int.TryParse(entry[(colon + 1)..], out int asked))
        {
            if (asked != port)
            {
                return false;
            }

            entry = entry[..colon].Trim('[', ']');
        }

        if (address is not null)
        {
            return IPAddress.TryParse(entry, out IPAddress? other) && other.Equals(address);
        }

        string domain = entry.StartsWith("*.", StringComparison.Ordinal) ? entry[1..] : entry;
        return domain.StartsWith('.') ? host.EndsWith(domain, StringComparison.Ordinal) : host == domain || host.EndsWith("." + domain, StringComparison.Ordinal);
    }
}
