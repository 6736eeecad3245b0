using System.Net.Http.Headers;
using System.Text;

namespace Steersman.Helm.Registry;

/// <summary>A user name with its password, for one origin only; never part of a text.</summary>
public sealed class RepositoryCredentials
{
    private readonly Uri _origin;
    private readonly bool _isForAll;

    /// <summary>Credentials for the scheme, host and port of a URL.</summary>
    /// <param name="origin">The URL.</param>
    /// <param name="username">May not hold a colon.</param>
    /// <param name="password">May be empty.</param>
    /// <param name="isForAll">True to send them to every server that an index names (Helm's <c>--pass-credentials</c>), though never from https to http. Redirects are followed without them in any case.</param>
    public RepositoryCredentials(Uri origin, string username, string password, bool isForAll = false)
    {
        ArgumentNullException.ThrowIfNull(origin);
        _origin = origin;
        _isForAll = isForAll;
        Header = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")));
    }

    /// <summary>Credentials of a registry that gives tokens for a token of its own, as <c>docker login</c> keeps it (identitytoken): sent to the realm that the registry names, and nowhere else.</summary>
    /// <param name="origin">The registry.</param>
    /// <param name="identityToken">The token.</param>
    public RepositoryCredentials(Uri origin, string identityToken)
        : this(origin, "", "") => IdentityToken = identityToken;

    /// <summary>The header, for whoever has judged the server.</summary>
    internal AuthenticationHeaderValue Header { get; }

    /// <summary>What is exchanged for tokens; null where user name and password are sent.</summary>
    internal string? IdentityToken { get; }

    public override string ToString() => $"credentials for {_origin.GetLeftPart(UriPartial.Authority)}";

    /// <summary>The header for a URL; null where it is of another origin.</summary>
    internal AuthenticationHeaderValue? For(Uri url) => IdentityToken is null && IsFor(url) ? Header : null;

    /// <summary>Whether a URL is of the origin, or of one that is given the credentials as well.</summary>
    internal bool IsFor(Uri url) => Origin.IsSame(url, _origin) || (_isForAll && (url.Scheme == Uri.UriSchemeHttps || _origin.Scheme == Uri.UriSchemeHttp));
}
