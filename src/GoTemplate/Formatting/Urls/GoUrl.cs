using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Steersman.GoTemplate.Formatting.Urls;

/// <summary>A URL reference as Go's net/url (1.26) takes it apart and puts it together; immutable.</summary>
public sealed record GoUrl
{
    /// <summary>In lower case; "" where there is none.</summary>
    public string Scheme { get; init; } = "";

    /// <summary>What follows the scheme where no slash does; as it was written.</summary>
    public string Opaque { get; init; } = "";

    public GoUserInfo? User { get; init; }

    /// <summary>Host or host:port, unescaped.</summary>
    public string Host { get; init; } = "";

    /// <summary>The unescaped path.</summary>
    public string Path { get; init; } = "";

    /// <summary>The path as it was written, where that is not how Go would write it; else "".</summary>
    public string RawPath { get; init; } = "";

    /// <summary>True where the scheme is followed by one slash: no empty host is written.</summary>
    public bool OmitHost { get; init; }

    /// <summary>True for an empty query whose question mark is kept.</summary>
    public bool ForceQuery { get; init; }

    /// <summary>As it was written, without the question mark.</summary>
    public string RawQuery { get; init; } = "";

    /// <summary>The unescaped fragment.</summary>
    public string Fragment { get; init; } = "";

    public string RawFragment { get; init; } = "";

    /// <summary>True where there is a scheme.</summary>
    public bool IsAbs => Scheme.Length > 0;

    /// <summary>The host without port and brackets.</summary>
    public string Hostname => SplitHostPort().Host;

    /// <summary>The port; "" where there is none or it is no number.</summary>
    public string Port => SplitHostPort().Port;

    /// <summary>The path as it stands in the URL.</summary>
    public string EscapedPath => Escaped(RawPath, Path, UrlPart.Path) ?? (Path == "*" ? "*" : GoUrlEscape.Escape(Path, UrlPart.Path));

    /// <summary>The fragment as it stands in the URL.</summary>
    public string EscapedFragment => Escaped(RawFragment, Fragment, UrlPart.Fragment) ?? GoUrlEscape.Escape(Fragment, UrlPart.Fragment);

    /// <summary>The text with the password, if there is one, written as <c>xxxxx</c>.</summary>
    public string Redacted => (User?.Password is null ? this : this with { User = User with { Password = "xxxxx" } }).ToString();

    /// <summary>Path and query as an HTTP request names them.</summary>
    public string RequestUri
    {
        get
        {
            string path = Opaque.Length > 0 ? (Opaque.StartsWith("//", StringComparison.Ordinal) ? $"{Scheme}:{Opaque}" : Opaque) : EscapedPath;
            return (path.Length > 0 ? path : "/") + (ForceQuery || RawQuery.Length > 0 ? "?" + RawQuery : "");
        }
    }

    /// <summary><c>url.Parse</c>; the error is Go's.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out GoUrl? url, [NotNullWhen(false)] out string? error) => GoUrlParser.TryParse(text, out url, out error);

    /// <summary><c>url.ParseRequestURI</c>: only absolute URLs and absolute paths, no fragment; the error is Go's.</summary>
    public static bool TryParseRequestUri(string text, [NotNullWhen(true)] out GoUrl? url, [NotNullWhen(false)] out string? error) =>
        GoUrlParser.TryParseRequestUri(text, out url, out error);

    /// <summary>A reference seen from this URL (<c>ResolveReference</c>, RFC 3986 §5.2).</summary>
    public GoUrl ResolveReference(GoUrl reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        GoUrl url = reference.IsAbs ? reference : reference with { Scheme = Scheme };
        if (reference.IsAbs || reference.Host.Length > 0 || reference.User is not null)
        {
            return url.WithPath(PathResolution.Resolve(reference.EscapedPath, ""));
        }

        if (reference.Opaque.Length > 0)
        {
            return url with { User = null, Host = "", Path = "" };
        }

        if (reference.Path.Length == 0 && !reference.ForceQuery && reference.RawQuery.Length == 0)
        {
            url = url with { RawQuery = RawQuery };
            if (reference.Fragment.Length == 0)
            {
                url = url with { Fragment = Fragment, RawFragment = RawFragment };
            }
        }

        if (reference.Path.Length == 0 && Opaque.Length > 0)
        {
            return url with { Opaque = Opaque, User = null, Host = "", Path = "" };
        }

        return (url with { Host = Host, User = User }).WithPath(PathResolution.Resolve(EscapedPath, reference.EscapedPath));
    }

    /// <summary>The URL with elements joined to its path and the whole cleaned; a relative path stays within itself.</summary>
    public GoUrl JoinPath(params ReadOnlySpan<string> elements)
    {
        string first = EscapedPath;
        bool isRelative = !first.StartsWith('/');
        string joined = PathResolution.Join([isRelative ? "/" + first : first, .. elements]);
        string last = elements.IsEmpty ? first : elements[^1];
        joined = isRelative ? joined[1..] : joined;
        return WithPath(last.EndsWith('/') && !joined.EndsWith('/') ? joined + "/" : joined);
    }

    public override string ToString()
    {
        StringBuilder text = new();
        if (IsAbs)
        {
            text.Append(Scheme).Append(':');
        }

        if (Opaque.Length > 0)
        {
            text.Append(Opaque);
        }
        else
        {
            AppendAuthorityAndPath(text);
        }

        if (ForceQuery || RawQuery.Length > 0)
        {
            text.Append('?').Append(RawQuery);
        }

        return Fragment.Length > 0 ? text.Append('#').Append(EscapedFragment).ToString() : text.ToString();
    }

    /// <summary>The URL with another path, given as it stands in a URL; one with a bad escape leaves the path as it is.</summary>
    internal GoUrl WithPath(string escaped) => GoUrlEscape.TryUnescape(escaped, UrlPart.Path, out string? path, out _)
        ? this with { Path = path, RawPath = GoUrlEscape.Escape(path, UrlPart.Path) == escaped ? "" : escaped }
        : this;

    private void AppendAuthorityAndPath(StringBuilder text)
    {
        bool hasAuthority = Host.Length > 0 || User is not null;
        if ((IsAbs || hasAuthority) && !(OmitHost && !hasAuthority))
        {
            if (hasAuthority || Path.Length > 0)
            {
                text.Append("//");
            }

            if (User is not null)
            {
                text.Append(User.Escaped).Append('@');
            }

            text.Append(GoUrlEscape.Escape(Host, UrlPart.Host));
        }

        string path = EscapedPath;
        if (path.Length > 0 && path[0] != '/' && Host.Length > 0)
        {
            text.Append('/');
        }

        // Else the first segment would be taken for a scheme.
        if (text.Length == 0 && path.Split('/')[0].Contains(':', StringComparison.Ordinal))
        {
            text.Append("./");
        }

        text.Append(path);
    }

    private static string? Escaped(string raw, string plain, UrlPart part) =>
        raw.Length > 0 && IsValidEncoded(raw, part) && GoUrlEscape.TryUnescape(raw, part, out string? unescaped, out _) && unescaped == plain ? raw : null;

    private static bool IsValidEncoded(string text, UrlPart part)
    {
        foreach (char unit in text)
        {
            if (unit is not ('!' or '$' or '&' or '\'' or '(' or ')' or '*' or '+' or ',' or ';' or '=' or ':' or '@' or '[' or ']' or '%') && GoUrlEscape.ShouldEscape(unit, part))
            {
                return false;
            }
        }

        return true;
    }

    private (string Host, string Port) SplitHostPort()
    {
        string host = Host;
        string port = "";
        int colon = host.LastIndexOf(':');
        if (colon >= 0 && GoUrlParser.IsOptionalPort(host.AsSpan(colon)))
        {
            (host, port) = (host[..colon], host[(colon + 1)..]);
        }

        return (host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host, port);
    }
}
