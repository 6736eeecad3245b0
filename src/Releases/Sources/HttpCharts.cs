using Steersman.Helm;
using Steersman.Helm.Registry;

namespace Steersman.Releases.Sources;

/// <summary>Charts of HTTP repositories, archives at URLs, and artifacts.</summary>
internal sealed class HttpCharts(ChartServers servers, IndexCache indexes, ChartShelf shelf)
{
    public async Task<FetchedChart> FetchAsync(ArchiveLocation location, CancellationToken cancellation)
    {
        using ChartServer server = await servers.OpenAsync(location, ToUri(location.Url, location.Field("archive")), cancellation);
        return await shelf.GetAsync(location, location.Digest, ChartForm.Plain, () => server.Repository.DownloadAsync(location.Url, location.Digest, cancellation));
    }

    public async Task<FetchedChart> FetchAsync(ArtifactLocation location, CancellationToken cancellation)
    {
        ArtifactReference artifact = location.Artifact;
        using ChartServer server = await servers.OpenAsync(location, ToUri(artifact.Url, location.Field("artifact.url")), cancellation);
        string tracked = location.TracksDigest ? artifact.Revision[(artifact.Revision.IndexOf('@', StringComparison.Ordinal) + 1)..] : "";
        ChartForm form = Digest.Validate(tracked) is null ? ChartForm.Tracking(tracked) : new ChartForm(location.ChartPath, location.VersionMetadata);
        FetchedChart fetched = await shelf.GetAsync(location, artifact.Digest, form, () => server.Repository.DownloadAsync(artifact.Url, artifact.Digest, cancellation));
        if (form.Tracked.Length > 0 && artifact.Revision.Contains('@', StringComparison.Ordinal))
        {
            ChartVersionCheck.AgainstTag(fetched.Chart, artifact.Revision.Split('@')[0]);
        }

        return form.Tracked.Length > 0 ? fetched with { OciDigest = form.Tracked } : fetched;
    }

    public async Task<FetchedChart> FetchAsync(RepositoryLocation location, CancellationToken cancellation)
    {
        using ChartServer server = await servers.OpenAsync(location, ToUri(location.Url, location.Field("url")), cancellation);
        IndexFile index = location.Index is { } copy
            ? await CopyAsync(location, copy, cancellation)
            : await indexes.GetAsync($"{location.Url}\n{server.Keys.Identity}", etag => server.Repository.GetIndexAsync(location.Url, etag, cancellationToken: cancellation), cancellation);
        ChartVersion version = Choose(location, index);
        if (version.Urls.Count == 0)
        {
            throw new ChartSourceException($"{location.Title}: chart {location.Chart} {version.Metadata.Version} has no download address in the index of {location.Url}: ask for another version, or have the index mended");
        }

        string? digest = version.Digest.Length == 0 ? null : version.Digest.Contains(':', StringComparison.Ordinal) ? version.Digest : "sha256:" + version.Digest;
        FetchedChart fetched = await shelf.GetAsync(
            location, digest, ChartForm.Plain, () => server.Repository.DownloadAsync(RepositoryUrl.Resolve(location.Url, version.Urls[0]), version.Digest, cancellation));
        ChartVersionCheck.AgainstIndex(fetched.Chart, location.Chart, version.Metadata.Version);
        return fetched;
    }

    private async Task<IndexFile> CopyAsync(RepositoryLocation location, ArtifactReference copy, CancellationToken cancellation)
    {
        Uri url = ToUri(copy.Url, location.Field("artifact.url"));
        return await indexes.GetAsync($"{copy.Url}\n{copy.Digest}", DownloadAsync, cancellation);

        // The digest of a copy is its ETag: the same copy never changes.
        async Task<IndexDownload> DownloadAsync(string? known)
        {
            if (known is not null)
            {
                return new IndexDownload(null, known, "");
            }

            IndexDownload download = await servers.Anonymous.GetIndexAsync(url, null, null, cancellation);
            return download.Digest == copy.Digest
                ? download with { ETag = copy.Digest }
                : throw new ChartSourceException($"{location.Title}: the artifact at {copy.Url} has the digest {download.Digest}, its status says {copy.Digest}");
        }
    }

    private static ChartVersion Choose(RepositoryLocation location, IndexFile index)
    {
        try
        {
            return index.Get(location.Chart, location.Version);
        }
        catch (HelmException exception)
        {
            string newest = index.Entries.TryGetValue(location.Chart, out IReadOnlyList<ChartVersion>? versions) && versions.Count > 0
                ? $"{location.Path}.version asks for {(location.Version.Length == 0 ? "a release" : location.Version)}; the newest is {versions[0].Metadata.Version}"
                : $"{location.Path}.chart names {location.Chart}, and the repository has {index.Entries.Count} other charts";
            throw new ChartSourceException($"{location.Title}: {exception.Message} in {location.Url}: {newest}", exception);
        }
    }

    private static Uri ToUri(string url, string field) => Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps)
        ? parsed
        : throw new ChartSourceException($"{field} is no address with http or https");
}
