using System.Net.Http.Headers;
using System.Text;

namespace Steersman.Helm.Registry;

/// <summary>A user name with its password, for one origin only; never part of a text.</summary>
public sealed class RepositoryCredentials
{
    private readonly Uri _origin;
    private readonly AuthenticationHeaderValue _header;

    /// <summary>Credentials for the scheme, host and port of a URL.</summary>
    public RepositoryCredentials(Uri origin, string username, string password)
    {
        ArgumentNullException.ThrowIfNull(origin);
        _origin = origin;
        _header = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")));
    }

    public override string ToString() => $"credentials for {_origin.GetLeftPart(UriPartial.Authority)}";

    /// <summary>The header for a URL; null where it is of another origin.</summary>
    internal AuthenticationHeaderValue? For(Uri url) =>
        Uri.Compare(url, _origin, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0 ? _header : null;
}
