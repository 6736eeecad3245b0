using System.Diagnostics.CodeAnalysis;

namespace Steersman.GoTemplate.Formatting.Urls;

/// <summary>Takes URLs apart as Go's net/url does, with its errors.</summary>
internal static class GoUrlParser
{
    public static bool TryParse(string text, [NotNullWhen(true)] out GoUrl? url, [NotNullWhen(false)] out string? error)
    {
        int hash = text.IndexOf('#', StringComparison.Ordinal);
        string rest = hash < 0 ? text : text[..hash];
        error = Parse(rest, isRequest: false, out url);
        if (error is not null || url is null)
        {
            error = Wrap(rest, error);
            url = null;
            return false;
        }

        string fragment = hash < 0 ? "" : text[(hash + 1)..];
        if (fragment.Length == 0)
        {
            return true;
        }

        if (!GoUrlEscape.TryUnescape(fragment, UrlPart.Fragment, out string? unescaped, out error))
        {
            error = Wrap(text, error);
            url = null;
            return false;
        }

        url = url with { Fragment = unescaped, RawFragment = GoUrlEscape.Escape(unescaped, UrlPart.Fragment) == fragment ? "" : fragment };
        return true;
    }

    public static bool TryParseRequestUri(string text, [NotNullWhen(true)] out GoUrl? url, [NotNullWhen(false)] out string? error)
    {
        error = Parse(text, isRequest: true, out url);
        error = error is null ? null : Wrap(text, error);
        return url is not null && error is null;
    }

    /// <summary>True for nothing, or a colon with digits or none behind it.</summary>
    public static bool IsOptionalPort(ReadOnlySpan<char> port) => port.IsEmpty || (port[0] == ':' && !port[1..].ContainsAnyExceptInRange('0', '9'));

    private static string Wrap(string text, string? error) => $"parse {GoQuote.Quote(text)}: {error}";

    private static string? Parse(string text, bool isRequest, out GoUrl? url)
    {
        url = null;
        if (text.AsSpan().ContainsAnyInRange('\0', '\x1F') || text.Contains('\x7F', StringComparison.Ordinal))
        {
            return "net/url: invalid control character in URL";
        }

        if (text.Length == 0 && isRequest)
        {
            return "empty url";
        }

        if (text == "*")
        {
            url = new GoUrl { Path = "*" };
            return null;
        }

        if (SplitScheme(text, out string scheme, out string rest) is { } error)
        {
            return error;
        }

        GoUrl made = new() { Scheme = scheme };
        int question = rest.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0)
        {
            made = question == rest.Length - 1 ? made with { ForceQuery = true } : made with { RawQuery = rest[(question + 1)..] };
            rest = rest[..question];
        }

        if (!rest.StartsWith('/'))
        {
            if (made.IsAbs)
            {
                url = made with { Opaque = rest };
                return null;
            }

            if (isRequest)
            {
                return "invalid URI for request";
            }

            if (rest.Split('/')[0].Contains(':', StringComparison.Ordinal))
            {
                return "first path segment in URL cannot contain colon";
            }
        }

        return ParseAuthorityAndPath(made, rest, isRequest, out url);
    }

    private static string? ParseAuthorityAndPath(GoUrl made, string rest, bool isRequest, out GoUrl? url)
    {
        url = null;
        if ((made.IsAbs || (!isRequest && !rest.StartsWith("///", StringComparison.Ordinal))) && rest.StartsWith("//", StringComparison.Ordinal))
        {
            int slash = rest.IndexOf('/', 2);
            string authority = slash < 0 ? rest[2..] : rest[2..slash];
            rest = slash < 0 ? "" : rest[slash..];
            if (ParseAuthority(made.Scheme, authority, out GoUserInfo? user, out string host) is { } error)
            {
                return error;
            }

            made = made with { User = user, Host = host };
        }
        else if (made.IsAbs && rest.StartsWith('/'))
        {
            made = made with { OmitHost = true };
        }

        if (!GoUrlEscape.TryUnescape(rest, UrlPart.Path, out _, out string? pathError))
        {
            return pathError;
        }

        url = made.WithPath(rest);
        return null;
    }

    private static string? SplitScheme(string text, out string scheme, out string rest)
    {
        (scheme, rest) = ("", text);
        for (int index = 0; index < text.Length; index++)
        {
            char unit = text[index];
            if (unit == ':')
            {
                if (index == 0)
                {
                    return "missing protocol scheme";
                }

                (scheme, rest) = (text[..index].ToLowerInvariant(), text[(index + 1)..]);
                return null;
            }

            if (!char.IsAsciiLetter(unit) && (index == 0 || (!char.IsAsciiDigit(unit) && unit is not ('+' or '-' or '.'))))
            {
                return null;
            }
        }

        return null;
    }

    private static string? ParseAuthority(string scheme, string authority, out GoUserInfo? user, out string host)
    {
        user = null;
        int at = authority.LastIndexOf('@');
        if (ParseHost(scheme, authority[(at + 1)..], out host) is { } hostError)
        {
            return hostError;
        }

        if (at < 0)
        {
            return null;
        }

        string info = authority[..at];
        if (!IsUserInfo(info))
        {
            return "net/url: invalid userinfo";
        }

        int colon = info.IndexOf(':', StringComparison.Ordinal);
        string? password = null;
        if (!GoUrlEscape.TryUnescape(colon < 0 ? info : info[..colon], UrlPart.UserPassword, out string? name, out string? error)
            || (colon >= 0 && !GoUrlEscape.TryUnescape(info[(colon + 1)..], UrlPart.UserPassword, out password, out error)))
        {
            return error;
        }

        user = new GoUserInfo(name, password);
        return null;
    }

    private static bool IsUserInfo(string info)
    {
        foreach (char unit in info)
        {
            if (!char.IsAsciiLetterOrDigit(unit) && !"-._:~!$&'()*+,;=%@".Contains(unit, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static string? ParseHost(string scheme, string text, out string host)
    {
        host = "";
        int bracket = text.LastIndexOf('[');
        if (bracket > 0)
        {
            return "invalid IP-literal";
        }

        if (bracket == 0)
        {
            return ParseIpLiteral(text, out host);
        }

        // Only one colon is right in http; other schemes list hosts with ports.
        int colon = scheme is "http" or "https" ? text.IndexOf(':', StringComparison.Ordinal) : text.LastIndexOf(':');
        if (colon >= 0 && !IsOptionalPort(text.AsSpan(colon)))
        {
            return $"invalid port {GoQuote.Quote(text[colon..])} after host";
        }

        if (!GoUrlEscape.TryUnescape(text, UrlPart.Host, out string? unescaped, out string? error))
        {
            return error;
        }

        host = unescaped;
        return null;
    }

    private static string? ParseIpLiteral(string text, out string host)
    {
        host = "";
        int end = text.LastIndexOf(']');
        if (end < 0)
        {
            return "missing ']' in host";
        }

        string port = text[(end + 1)..];
        if (!IsOptionalPort(port))
        {
            return $"invalid port {GoQuote.Quote(port)} after host";
        }

        string address = text[1..end];
        int zone = address.IndexOf("%25", StringComparison.Ordinal);
        string? unescapedZone = "";
        if (!GoUrlEscape.TryUnescape(zone < 0 ? address : address[..zone], UrlPart.Host, out string? unescaped, out string? error)
            || (zone >= 0 && !GoUrlEscape.TryUnescape(address[zone..], UrlPart.Zone, out unescapedZone, out error)))
        {
            return error;
        }

        unescaped += unescapedZone;
        if (GoIpAddress.Check(unescaped, out bool isVersion4) is { } addressError)
        {
            return "invalid host: " + addressError;
        }

        host = $"[{unescaped}]{port}";
        return isVersion4 ? "invalid IP-literal" : null;
    }
}
