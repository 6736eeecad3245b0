using System.Net;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Registry;

/// <summary>A chart repository behind http or https: its index and its archives. Safe for many threads.</summary>
public sealed class HttpRepository : IDisposable
{
    private readonly RegistryTransport _transport;
    private readonly bool _ownsTransport;
    private readonly RegistryHttp _http;
    private readonly RegistryOptions _options;
    private readonly RepositoryCredentials? _credentials;

    /// <param name="options">The limits; null for the usual ones.</param>
    /// <param name="credentials">Sent to their origin only, and never along a redirect to another one.</param>
    /// <param name="clock">The time; null for the system's.</param>
    /// <param name="transport">The connections, which stay the caller's; null for own ones.</param>
    public HttpRepository(RegistryOptions? options = null, RepositoryCredentials? credentials = null, TimeProvider? clock = null, RegistryTransport? transport = null)
    {
        _options = options ?? new RegistryOptions();
        _credentials = credentials;
        _ownsTransport = transport is null;
        _transport = transport ?? new RegistryTransport(_options);
        _http = new RegistryHttp(_transport, _options, clock ?? TimeProvider.System);
    }

    public void Dispose()
    {
        if (_ownsTransport)
        {
            _transport.Dispose();
        }
    }

    /// <summary>Fetches the index.yaml of a repository.</summary>
    /// <param name="repositoryUrl">The repository; a query of it is kept.</param>
    /// <param name="etag">The ETag of the index that is at hand; null to fetch in any case.</param>
    /// <param name="warn">Takes the versions left out, and why.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    /// <exception cref="HelmException">The index cannot be had, or is none.</exception>
    public Task<IndexDownload> GetIndexAsync(string repositoryUrl, string? etag = null, Action<string>? warn = null, CancellationToken cancellationToken = default) =>
        GetIndexAsync(ToUri(RepositoryUrl.Resolve(repositoryUrl, "index.yaml")), etag, warn, cancellationToken);

    /// <summary>Fetches an index from its own URL.</summary>
    /// <inheritdoc cref="GetIndexAsync(string, string?, Action{string}?, CancellationToken)"/>
    public async Task<IndexDownload> GetIndexAsync(Uri url, string? etag, Action<string>? warn, CancellationToken cancellationToken)
    {
        FetchRequest request = Request(url, _options.MaxIndexBytes) with { ETag = etag };
        (IndexFile Index, string Digest)? read = null;
        Fetched fetched;
        try
        {
            fetched = await _http.FetchAsync(request with { Sink = async (body, token) => read = await IndexBlocks.ReadAsync(body, warn, token) }, cancellationToken);
        }
        catch (IndexFormException)
        {
            fetched = await _http.FetchAsync(request, cancellationToken);
        }

        if (fetched.Status == HttpStatusCode.NotModified && etag is not null)
        {
            return new IndexDownload(null, etag, "");
        }

        ThrowUnlessSuccess(url, fetched);
        string? newTag = fetched.Headers.ETag?.ToString();
        return read is { } blocks
            ? new IndexDownload(blocks.Index, newTag, blocks.Digest)
            : new IndexDownload(IndexFile.Load(GoString.FromBytes(fetched.Content), warn), newTag, Digest.Of(fetched.Content));
    }

    /// <summary>Fetches an archive.</summary>
    /// <param name="url">Its URL, as <see cref="RepositoryUrl.Resolve"/> makes it of an entry of the index.</param>
    /// <param name="digest">The sha256 that the index gives, with or without <c>sha256:</c>; "" or null where it gives none.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    /// <exception cref="HelmException">The archive cannot be had, or has another digest.</exception>
    public async Task<ChartArchive> DownloadAsync(string url, string? digest = null, CancellationToken cancellationToken = default)
    {
        Uri parsed = ToUri(url);
        Fetched fetched = await _http.FetchAsync(Request(parsed, _options.MaxArchiveBytes), cancellationToken);
        ThrowUnlessSuccess(parsed, fetched);
        string actual = Digest.Of(fetched.Content);
        if (!string.IsNullOrEmpty(digest) && !string.Equals(actual, digest.Contains(':', StringComparison.Ordinal) ? digest : "sha256:" + digest, StringComparison.OrdinalIgnoreCase))
        {
            throw new HelmException($"chart digest mismatch: {RegistryHttp.Shown(parsed)} is {actual}, expected is {digest}");
        }

        return new ChartArchive(fetched.Content, actual);
    }

    private static void ThrowUnlessSuccess(Uri url, Fetched fetched)
    {
        if (fetched.Status != HttpStatusCode.OK)
        {
            throw fetched.Failure($"failed to fetch {RegistryHttp.Shown(url)} : {fetched.StatusText}");
        }
    }

    private static Uri ToUri(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps)
        ? parsed
        : throw new HelmException("could not find protocol handler for: " + (Uri.TryCreate(url, UriKind.Absolute, out Uri? other) ? other.Scheme : ""));

    private FetchRequest Request(Uri url, long maxBytes) => new(url, maxBytes, (_credentials ?? OfUserInfo(url))?.For(url));

    private static RepositoryCredentials? OfUserInfo(Uri url)
    {
        if (url.UserInfo.Length == 0)
        {
            return null;
        }

        string[] parts = url.UserInfo.Split(':', 2);
        return new RepositoryCredentials(url, Uri.UnescapeDataString(parts[0]), parts.Length == 1 ? "" : Uri.UnescapeDataString(parts[1]));
    }
}
