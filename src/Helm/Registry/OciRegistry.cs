using System.Net;
using System.Net.Http.Headers;

namespace Steersman.Helm.Registry;

/// <summary>Charts in OCI registries. Safe for many threads.</summary>
/// <remarks>A registry that asks for a token is given one of its realm, which hands them out to anybody or for user name and password. Manifests and archives are verified by their digests.</remarks>
public sealed class OciRegistry : IRegistryTags, IDisposable
{
    private const int MaxManifestBytes = 4 << 20;
    private const int MaxErrorBytes = 1 << 20;
    private const int MaxTagPages = 1000;
    private const int MaxManifests = 16;

    private readonly RegistryTransport _transport;
    private readonly bool _ownsTransport;
    private readonly RegistryHttp _http;
    private readonly RegistryOptions _options;
    private readonly OciAuthorization _authorization;

    /// <param name="options">The limits; null for the usual ones.</param>
    /// <param name="clock">The time; null for the system's.</param>
    /// <param name="credentials">Sent to their origin, and to the realm that it asks tokens of; null: nothing is.</param>
    /// <param name="transport">The connections, which stay the caller's; null for own ones.</param>
    /// <param name="session">What earlier clients with the same credentials learnt; null for nothing.</param>
    public OciRegistry(RegistryOptions? options = null, TimeProvider? clock = null, RepositoryCredentials? credentials = null, RegistryTransport? transport = null, OciSession? session = null)
    {
        _options = options ?? new RegistryOptions();
        _ownsTransport = transport is null;
        _transport = transport ?? new RegistryTransport(_options);
        _http = new RegistryHttp(_transport, _options, clock ?? TimeProvider.System);
        _authorization = new OciAuthorization(_http, credentials, clock ?? TimeProvider.System, session ?? new OciSession());
    }

    public void Dispose()
    {
        if (_ownsTransport)
        {
            _transport.Dispose();
        }
    }

    /// <summary>The URL whose scheme, host and port a registry's requests go to.</summary>
    /// <param name="reference">Names the registry.</param>
    /// <param name="isPlainHttp">True for http.</param>
    public static Uri UrlOf(OciReference reference, bool isPlainHttp)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new Uri($"{(isPlainHttp ? "http" : "https")}://{(reference.Registry == "docker.io" ? "registry-1.docker.io" : reference.Registry)}/");
    }

    /// <summary>Chooses the version of a chart and pulls it.</summary>
    /// <param name="reference">Begins with <c>oci://</c>; may have a tag and a digest.</param>
    /// <param name="version">A version or a constraint; "" takes the tag, or the highest release.</param>
    /// <param name="cancellationToken">Ends the pulling.</param>
    /// <exception cref="HelmException">There is no such version, or it cannot be pulled.</exception>
    public async Task<ChartArchive> PullAsync(string reference, string version, CancellationToken cancellationToken = default)
    {
        ChartReference chosen = await ChartReferenceResolver.ResolveAsync(reference, version, this, cancellationToken);
        return await PullAsync(chosen.ToPull(), cancellationToken);
    }

    /// <summary>Pulls the chart of a tag or digest.</summary>
    /// <exception cref="HelmException">It is not there, is no chart, or its contents have other digests than they should.</exception>
    public async Task<ChartArchive> PullAsync(OciReference reference, CancellationToken cancellationToken = default) =>
        await PullAsync(await FindAsync(reference, cancellationToken), cancellationToken);

    /// <summary>Finds the chart of a tag or digest without pulling its archive. Of an index of manifests the first that is a chart is taken.</summary>
    /// <exception cref="HelmException">It is not there, is no chart, or its manifest has another digest than it should.</exception>
    public async Task<OciChart> FindAsync(OciReference reference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        Fetched manifest = await ManifestAsync(reference, cancellationToken);
        OciErrors.ThrowUnlessSuccess(manifest);
        byte[] content = manifest.Content;
        if (OciManifest.Manifests(content, manifest.MediaType) is { } manifests)
        {
            content = await ChooseAsync(reference, manifests, cancellationToken);
        }

        (string digest, long size) = OciManifest.ChartLayer(content);
        if (Digest.Validate(digest) is { } error)
        {
            throw new HelmException($"{reference}: invalid digest {digest}: {error}");
        }

        return size >= 0 && size <= _options.MaxArchiveBytes
            ? new OciChart(reference, Digest.Of(manifest.Content), digest, size)
            : throw new HelmException($"{reference}: the archive of {size} bytes is larger than {_options.MaxArchiveBytes} bytes");
    }

    /// <summary>Pulls the archive of a chart that was found.</summary>
    /// <exception cref="HelmException">It is not there, or has another digest than its manifest says.</exception>
    public async Task<ChartArchive> PullAsync(OciChart chart, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chart);
        Fetched archive = await GetAsync(chart.Reference, $"blobs/{chart.ArchiveDigest}", chart.Size, [], cancellationToken);
        OciErrors.ThrowUnlessSuccess(archive);
        return archive.Content.Length == chart.Size && Digest.Matches(archive.Content, chart.ArchiveDigest)
            ? new ChartArchive(archive.Content, Digest.Of(archive.Content))
            : throw new HelmException($"{chart.Reference}: the archive's digest is {Digest.Of(archive.Content)}, the manifest says {chart.ArchiveDigest}");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> TagsAsync(OciReference repository, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        List<string> tags = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (string? path = "tags/list"; path is not null;)
        {
            if (!seen.Add(path) || seen.Count > MaxTagPages)
            {
                throw new HelmException($"{repository}: the list of tags does not end");
            }

            Fetched page = await GetAsync(repository, path, MaxManifestBytes, [], cancellationToken);
            OciErrors.ThrowUnlessSuccess(page);
            tags.AddRange(OciTags.Of(page));
            path = OciTags.Next(page);
        }

        return tags;
    }

    /// <inheritdoc/>
    public async Task<string?> ResolveAsync(OciReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        Fetched manifest = await ManifestAsync(reference, cancellationToken);
        if (manifest.Status == HttpStatusCode.NotFound)
        {
            return null;
        }

        OciErrors.ThrowUnlessSuccess(manifest);
        return Digest.Of(manifest.Content);
    }

    private async Task<byte[]> ChooseAsync(OciReference reference, IReadOnlyList<string> manifests, CancellationToken cancellationToken)
    {
        foreach (string digest in manifests.Take(MaxManifests).Where(digest => Digest.Validate(digest) is null))
        {
            Fetched manifest = await ManifestAsync(reference with { Reference = digest }, cancellationToken);
            OciErrors.ThrowUnlessSuccess(manifest);
            if (manifest.Content.AsSpan().IndexOf(OciManifest.ConfigMediaTypeBytes) >= 0)
            {
                return manifest.Content;
            }
        }

        throw new HelmException($"{reference}: none of the {manifests.Count} manifests of the index is of a chart");
    }

    private async Task<Fetched> ManifestAsync(OciReference reference, CancellationToken cancellationToken)
    {
        Fetched manifest = await GetAsync(reference, $"manifests/{reference.Reference}", MaxManifestBytes, OciManifest.MediaTypes, cancellationToken);
        return !manifest.IsSuccess || !reference.IsDigest || Digest.Matches(manifest.Content, reference.Reference)
            ? manifest
            : throw new HelmException($"{reference}: the manifest's digest is {Digest.Of(manifest.Content)}");
    }

    private async Task<Fetched> GetAsync(OciReference reference, string path, long maxBytes, string[] accept, CancellationToken cancellationToken)
    {
        Uri url = new(UrlOf(reference, _options.IsPlainHttp), $"v2/{reference.Repository}/{path}");

        // An error's body may be larger than an archive.
        AuthenticationHeaderValue? known = _authorization.Known(url, reference.Repository);
        FetchRequest request = new(url, Math.Max(maxBytes, MaxErrorBytes), known, accept);
        Fetched fetched = await _http.FetchAsync(request, cancellationToken);
        return fetched.Status == HttpStatusCode.Unauthorized && await _authorization.AnswerAsync(url, reference.Repository, fetched, cancellationToken) is { } answer
            ? await _http.FetchAsync(request with { Authorization = answer }, cancellationToken)
            : fetched;
    }
}
