using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Urls;
using Steersman.Regex;

namespace Steersman.Helm.Registry;

/// <summary>A reference to something in a registry, <c>host[:port]/path[:tag|@digest]</c>, as oras-go 2.6 and Helm read it.</summary>
/// <param name="Registry">Host, and port where there is one.</param>
/// <param name="Repository">The path in the registry.</param>
/// <param name="Reference">A tag or a digest; "" where there is none.</param>
public sealed record OciReference(string Registry, string Repository, string Reference)
{
    /// <summary>The scheme that Helm's references to registries begin with.</summary>
    public const string Scheme = "oci";

    private const string Invalid = "invalid reference: ";

    private static readonly GoRegex RepositoryPattern = GoRegex.Compile("^[a-z0-9]+(?:(?:[._]|__|[-]*)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|[-]*)[a-z0-9]+)*)*$");
    private static readonly GoRegex TagPattern = GoRegex.Compile(@"^[\w][\w.-]{0,127}$");

    /// <summary>True where the reference is a digest.</summary>
    public bool IsDigest => Digest.Validate(Reference) is null;

    /// <summary>Helm's <c>registry.IsOCI</c>: true for what begins with <c>oci://</c>.</summary>
    public static bool IsOci(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return url.StartsWith(Scheme + "://", StringComparison.Ordinal);
    }

    /// <summary>oras' <c>registry.ParseReference</c>; a tag beside a digest is dropped.</summary>
    /// <exception cref="HelmException">The text is no reference; the message is oras'.</exception>
    public static OciReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            throw new HelmException(Invalid + "missing registry or repository");
        }

        string path = text[(slash + 1)..];
        int at = path.IndexOf('@', StringComparison.Ordinal);
        string named = at < 0 ? path : path[..at];
        int colon = named.IndexOf(':', StringComparison.Ordinal);
        string reference = at >= 0 ? path[(at + 1)..] : colon < 0 ? "" : named[(colon + 1)..];
        OciReference parsed = new(text[..slash], colon < 0 ? named : named[..colon], reference);
        parsed.Check(at >= 0);
        return parsed;
    }

    /// <summary>Helm's <c>newReference</c>: <c>oci://</c> may stand in front; a plus in the tag becomes an underscore; the digest is kept beside the tag.</summary>
    /// <exception cref="HelmException">The text is no reference; the message is oras'.</exception>
    public static (OciReference Reference, string Digest) ParseChart(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string raw = IsOci(text) ? text[(Scheme.Length + 3)..] : text;
        int at = raw.LastIndexOf('@');
        string digest = at < 0 ? "" : raw[(at + 1)..];
        raw = at < 0 ? raw : raw[..at];
        int colon = raw.LastIndexOf(':');
        string tag = colon < 0 ? "" : raw[(colon + 1)..];
        if (tag.Length > 0 && !tag.Contains('/', StringComparison.Ordinal))
        {
            // As Helm does it: wherever the tag's text stands.
            raw = raw.Replace(tag, tag.Replace('+', '_'), StringComparison.Ordinal);
        }

        return (Parse(raw), digest);
    }

    public override string ToString() => $"{Registry}/{Repository}{(Reference.Length == 0 ? "" : IsDigest ? "@" : ":")}{Reference}";

    private void Check(bool isDigest)
    {
        if (!GoUrl.TryParseRequestUri("dummy://" + Registry, out GoUrl? url, out _) || url.Host.Length == 0 || url.Host != Registry)
        {
            throw new HelmException($"{Invalid}invalid registry {GoQuote.Quote(Registry)}");
        }

        if (!RepositoryPattern.MatchString(Repository))
        {
            throw new HelmException($"{Invalid}invalid repository {GoQuote.Quote(Repository)}");
        }

        if (Reference.Length == 0)
        {
            return;
        }

        if (isDigest && Digest.Validate(Reference) is { } error)
        {
            throw new HelmException($"{Invalid}invalid digest {GoQuote.Quote(Reference)}: {error}");
        }

        if (!isDigest && !TagPattern.MatchString(Reference))
        {
            throw new HelmException($"{Invalid}invalid tag {GoQuote.Quote(Reference)}");
        }
    }
}
