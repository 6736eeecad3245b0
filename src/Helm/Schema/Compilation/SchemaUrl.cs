using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Urls;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>URLs of schemas: kept as texts, joined as Go's net/url joins them.</summary>
internal static class SchemaUrl
{
    /// <summary>The URL and, behind the <c>#</c>, the fragment as it is written.</summary>
    public static (string Url, string Fragment) Split(string text)
    {
        int hash = text.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? (text, "") : (text[..hash], text[(hash + 1)..]);
    }

    /// <summary>As <see cref="Split"/>, the fragment unescaped.</summary>
    public static (string Url, string Fragment) SplitUnescaped(string text)
    {
        (string url, string fragment) = Split(text);
        return GoUrlEscape.TryUnescape(fragment, UrlPart.PathSegment, out string? unescaped, out string? error) ? (url, unescaped) : throw Unparsable(text, error);
    }

    /// <summary>A reference seen from a base URL: the URL it names, and its fragment unescaped.</summary>
    public static (string Url, string Fragment) Join(string baseUrl, string reference)
    {
        GoUrl parsedBase = Parse(baseUrl);
        (string url, string fragment) = SplitUnescaped(reference);
        GoUrl parsed = Parse(url);
        GoUrl resolved = parsedBase.ResolveReference(parsed);
        if (!parsed.IsAbs && parsedBase.Opaque.Length > 0)
        {
            resolved = resolved with { Opaque = parsedBase.Opaque };
        }

        return (resolved.ToString(), fragment);
    }

    /// <summary>Throws where Go would not parse the URL.</summary>
    public static GoUrl Parse(string url) => GoUrl.TryParse(url, out GoUrl? parsed, out string? error) ? parsed : throw Unparsable(url, error);

    /// <summary>A fragment as it stands in a URL; slashes stay.</summary>
    public static string Encode(string fragment) => string.Join('/', fragment.Split('/').Select(token => GoUrlEscape.Escape(token, UrlPart.PathSegment)));

    private static SchemaException Unparsable(string url, string error) => new($"error in parsing {GoQuote.Quote(url)}: {error}");
}
