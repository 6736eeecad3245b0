using Steersman.Helm;
using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client;
using Steersman.Operator.Api.V1;

namespace Steersman.Releases.Sources;

/// <summary>Gets chart archives from every kind of source, without credentials. Thread-safe.</summary>
public sealed class ChartFetcher : IChartFetcher, IDisposable
{
    private readonly IKubernetesClient _client;
    private readonly HttpRepository _repositories;
    private readonly OciRegistry _registries;
    private readonly OciRegistry _plainRegistries;

    /// <param name="client">For archives in objects of the cluster.</param>
    /// <param name="options">Limits of repositories and registries.</param>
    /// <param name="time">The clock.</param>
    public ChartFetcher(IKubernetesClient client, RegistryOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _client = client;
        _repositories = new HttpRepository(options, clock: time);
        _registries = new OciRegistry(options, time);
        _plainRegistries = new OciRegistry(options with { IsPlainHttp = true }, time);
    }

    /// <inheritdoc/>
    public async Task<ChartArchive> FetchAsync(HelmRelease release, CancellationToken cancellation)
    {
        try
        {
            return release.Spec.Source switch
            {
                { ConfigMap: { } source } => await ConfigMapCharts.FetchAsync(_client, release.Metadata.Namespace ?? "", source, cancellation),
                { Http: { } source } => await FetchAsync(source, cancellation),
                { Oci: { } source } => await FetchAsync(source, cancellation),
                _ => throw new ChartSourceException("spec.source names no source"),
            };
        }
        catch (HelmException exception)
        {
            throw new ChartSourceException(exception.Message, exception);
        }
    }

    public void Dispose()
    {
        _repositories.Dispose();
        _registries.Dispose();
        _plainRegistries.Dispose();
    }

    private async Task<ChartArchive> FetchAsync(HttpSource source, CancellationToken cancellation)
    {
        if (source.Archive is { } archive)
        {
            return await _repositories.DownloadAsync(archive, source.Digest, cancellation);
        }

        IndexDownload download = await _repositories.GetIndexAsync(source.Url!, cancellationToken: cancellation);
        ChartVersion version = download.Index!.Get(source.Chart!, source.Version ?? "");
        if (version.Urls.Count == 0)
        {
            throw new ChartSourceException($"chart {source.Chart} {version.Metadata.Version} of {source.Url} has no download address");
        }

        return await _repositories.DownloadAsync(RepositoryUrl.Resolve(source.Url!, version.Urls[0]), version.Digest, cancellation);
    }

    // A digest wins over a tag, a tag over a version.
    private async Task<ChartArchive> FetchAsync(OciSource source, CancellationToken cancellation)
    {
        OciRegistry registry = source.Insecure ? _plainRegistries : _registries;
        if (source.Digest is null && source.Tag is null)
        {
            return await registry.PullAsync(source.Url, source.Version ?? "", cancellation);
        }

        (OciReference reference, _) = OciReference.ParseChart(source.Url);
        return await registry.PullAsync(reference with { Reference = source.Digest ?? source.Tag!.Replace('+', '_') }, cancellation);
    }
}
