using Steersman.GoTemplate.Formatting.Urls;

namespace Steersman.Helm.Schema.Formats;

/// <summary>URLs, as far as Go's net/url tells right from wrong.</summary>
internal static class UrlFormats
{
    public static string? CheckUri(string text) => Parse(text, out GoUrl? url) ?? (url!.IsAbs ? null : "relative url");

    public static string? CheckUriReference(string text) => text.Contains('\\', StringComparison.Ordinal) ? "contains \\" : Parse(text, out _);

    public static string? CheckUriTemplate(string text)
    {
        if (Parse(text, out GoUrl? url) is { } error)
        {
            return error;
        }

        foreach (string token in url!.RawPath.Split('/'))
        {
            if (!GoUrlEscape.TryUnescape(token, UrlPart.PathSegment, out string? unescaped, out string? escapeError))
            {
                return "percent decode failed: " + escapeError;
            }

            bool isOpen = false;
            foreach (char unit in unescaped)
            {
                if (unit is not ('{' or '}'))
                {
                    continue;
                }

                if (isOpen == (unit == '{'))
                {
                    return "nested curly braces";
                }

                isOpen = !isOpen;
            }

            if (isOpen)
            {
                return "no matching closing brace";
            }
        }

        return null;
    }

    private static string? Parse(string text, out GoUrl? url)
    {
        if (!GoUrl.TryParse(text, out url, out string? error))
        {
            return error;
        }

        string host = url.Hostname;
        if (!host.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        return url.Host.Contains('[', StringComparison.Ordinal) && url.Host.Contains(']', StringComparison.Ordinal)
            ? DurationFormat.Prefixed("invalid ipv6 address: ", HostFormats.CheckIpv6(host))
            : "ipv6 address not enclosed in brackets";
    }
}
