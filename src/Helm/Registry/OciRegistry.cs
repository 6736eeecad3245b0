using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Steersman.Helm.Registry;

/// <summary>Charts in OCI registries, pulled without credentials of our own. Safe for many threads.</summary>
/// <remarks>A registry that asks for a token is given one that its realm hands out to anybody. Manifests and archives are verified by their digests.</remarks>
public sealed class OciRegistry : IRegistryTags, IDisposable
{
    private const int MaxManifestBytes = 4 << 20;
    private const int MaxTokenBytes = 1 << 20;
    private const int MaxTagPages = 200;
    private const int DefaultTokenSeconds = 60;

    private readonly ConcurrentDictionary<string, RegistryToken> _tokens = new(StringComparer.Ordinal);
    private readonly RegistryHttp _http;
    private readonly RegistryOptions _options;
    private readonly TimeProvider _clock;

    /// <param name="options">The limits; null for the usual ones.</param>
    /// <param name="clock">The time; null for the system's.</param>
    /// <param name="handler">What sends the requests, without following redirects; null for the one of the platform.</param>
    public OciRegistry(RegistryOptions? options = null, TimeProvider? clock = null, HttpMessageHandler? handler = null)
    {
        _options = options ?? new RegistryOptions();
        _clock = clock ?? TimeProvider.System;
        _http = new RegistryHttp(_options, _clock, handler);
    }

    public void Dispose() => _http.Dispose();

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
    public async Task<ChartArchive> PullAsync(OciReference reference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        Fetched manifest = await GetAsync(reference, $"manifests/{reference.Reference}", MaxManifestBytes, OciManifest.MediaTypes, cancellationToken);
        ThrowUnlessSuccess(manifest);
        if (reference.IsDigest && !Digest.Matches(manifest.Content, reference.Reference))
        {
            throw new HelmException($"{reference}: the manifest's digest is {Digest.Of(manifest.Content)}");
        }

        (string digest, long size) = OciManifest.ChartLayer(manifest.Content);
        if (Digest.Validate(digest) is { } error)
        {
            throw new HelmException($"{reference}: invalid digest {digest}: {error}");
        }

        if (size < 0 || size > _options.MaxArchiveBytes)
        {
            throw new HelmException($"{reference}: the archive of {size} bytes is larger than {_options.MaxArchiveBytes} bytes");
        }

        Fetched archive = await GetAsync(reference, $"blobs/{digest}", size, [], cancellationToken);
        ThrowUnlessSuccess(archive);
        if (archive.Content.Length != size || !Digest.Matches(archive.Content, digest))
        {
            throw new HelmException($"{reference}: the archive's digest is {Digest.Of(archive.Content)}, the manifest says {digest}");
        }

        return new ChartArchive(archive.Content, Digest.Of(archive.Content));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> TagsAsync(OciReference repository, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        List<string> tags = [];
        string? path = "tags/list";
        for (int page = 0; path is not null && page < MaxTagPages; page++)
        {
            Fetched fetched = await GetAsync(repository, path, MaxManifestBytes, [], cancellationToken);
            ThrowUnlessSuccess(fetched);
            AddTags(fetched, tags);
            path = NextPage(fetched);
        }

        return tags;
    }

    /// <inheritdoc/>
    public async Task<string?> ResolveAsync(OciReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        Fetched manifest = await GetAsync(reference, $"manifests/{reference.Reference}", MaxManifestBytes, OciManifest.MediaTypes, cancellationToken);
        if (manifest.Status == HttpStatusCode.NotFound)
        {
            return null;
        }

        ThrowUnlessSuccess(manifest);
        return Digest.Of(manifest.Content);
    }

    private async Task<Fetched> GetAsync(OciReference reference, string path, long maxBytes, string[] accept, CancellationToken cancellationToken)
    {
        string host = reference.Registry == "docker.io" ? "registry-1.docker.io" : reference.Registry;
        Uri url = new($"{(_options.IsPlainHttp ? "http" : "https")}://{host}/v2/{reference.Repository}/{path}");
        string scope = $"{host} {reference.Repository}";
        RegistryToken? token = _tokens.GetValueOrDefault(scope) is { } kept && kept.Expires > _clock.GetUtcNow() ? kept : null;
        // An error's body may be larger than an archive.
        FetchRequest request = new(url, Math.Max(maxBytes, MaxTokenBytes), Header(token), accept);
        Fetched fetched = await _http.FetchAsync(request, cancellationToken);
        if (fetched.Status != HttpStatusCode.Unauthorized || BearerChallenge.Of(fetched.Headers) is not { } challenge)
        {
            return fetched;
        }

        token = await GetTokenAsync(challenge, reference.Repository, cancellationToken);
        _tokens[scope] = token;
        return await _http.FetchAsync(request with { Authorization = Header(token) }, cancellationToken);
    }

    private static AuthenticationHeaderValue? Header(RegistryToken? token) => token is null ? null : new AuthenticationHeaderValue("Bearer", token.Token);

    private async Task<RegistryToken> GetTokenAsync(BearerChallenge challenge, string repository, CancellationToken cancellationToken)
    {
        if (challenge.Realm.Scheme != Uri.UriSchemeHttps && !(_options.IsPlainHttp && challenge.Realm.Scheme == Uri.UriSchemeHttp))
        {
            throw new HelmException($"refused to fetch a token from {RegistryHttp.Shown(challenge.Realm)}");
        }

        string scope = challenge.Scope.Length > 0 ? challenge.Scope : $"repository:{repository}:pull";
        string query = $"service={Uri.EscapeDataString(challenge.Service)}&scope={Uri.EscapeDataString(scope)}";
        UriBuilder url = new(challenge.Realm) { UserName = "", Password = "", Query = challenge.Realm.Query.Length > 1 ? $"{challenge.Realm.Query[1..]}&{query}" : query };
        Fetched fetched = await _http.FetchAsync(new FetchRequest(url.Uri, MaxTokenBytes), cancellationToken);
        ThrowUnlessSuccess(fetched);
        try
        {
            using JsonDocument document = JsonDocument.Parse(fetched.Content);
            JsonElement root = document.RootElement;
            string? token = root.TryGetProperty("access_token", out JsonElement value) || root.TryGetProperty("token", out value) ? value.GetString() : null;
            int seconds = root.TryGetProperty("expires_in", out JsonElement lifetime) && lifetime.TryGetInt32(out int given) ? given : DefaultTokenSeconds;
            return string.IsNullOrEmpty(token)
                ? throw new HelmException($"{RegistryHttp.Shown(challenge.Realm)} gives no token")
                : new RegistryToken(token, _clock.GetUtcNow().AddSeconds(Math.Max(0, seconds - 10)));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new HelmException($"{RegistryHttp.Shown(challenge.Realm)} gives no token", exception);
        }
    }

    private static void AddTags(Fetched fetched, List<string> tags)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(fetched.Content);
            if (document.RootElement.TryGetProperty("tags", out JsonElement list) && list.ValueKind == JsonValueKind.Array)
            {
                tags.AddRange(list.EnumerateArray().Select(tag => tag.GetString() ?? ""));
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new HelmException($"GET \"{RegistryHttp.Shown(fetched.Url)}\": {exception.Message}", exception);
        }
    }

    // Only the query of the next page is taken: it is of the same list.
    private static string? NextPage(Fetched fetched)
    {
        if (!fetched.Headers.TryGetValues("Link", out IEnumerable<string>? links))
        {
            return null;
        }

        string link = links.First();
        int start = link.IndexOf('<', StringComparison.Ordinal);
        int end = link.IndexOf('>', StringComparison.Ordinal);
        return start >= 0 && end > start && link.Contains("next", StringComparison.Ordinal) && Uri.TryCreate(fetched.Url, link[(start + 1)..end], out Uri? next)
            ? "tags/list" + next.Query
            : null;
    }

    private static void ThrowUnlessSuccess(Fetched fetched)
    {
        if (!fetched.IsSuccess)
        {
            throw new HelmException($"GET \"{RegistryHttp.Shown(fetched.Url)}\": response status code {(int)fetched.Status}: {ErrorText(fetched)}");
        }
    }

    // As oras writes the errors of a registry: code in small letters, then the message.
    private static string ErrorText(Fetched fetched)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(fetched.Content);
            IEnumerable<string> errors = document.RootElement.GetProperty("errors").EnumerateArray().Select(error =>
            {
                string code = error.GetProperty("code").GetString()!.Replace('_', ' ').ToLowerInvariant();
                string message = error.TryGetProperty("message", out JsonElement text) ? text.GetString() ?? "" : "";
                return message.Length > 0 ? $"{code}: {message}" : code;
            });
            return string.Join("; ", errors) is { Length: > 0 } all ? all : fetched.Reason;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return fetched.Reason;
        }
    }
}
