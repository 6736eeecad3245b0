using System.Net;
using Steersman.Helm;
using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client;

namespace Steersman.Releases.Sources;

/// <summary>Gets charts of every kind of location. Thread-safe.</summary>
public sealed class ChartFetcher : IChartFetcher, IDisposable
{
    // Some hundred bytes each.
    private const int MaxIndexVersions = 200_000;

    private readonly ChartServers _servers;
    private readonly ChartShelf _shelf;
    private readonly ObjectCharts _objects;
    private readonly HttpCharts _http;
    private readonly RegistryCharts _registries;
    private readonly DependencyCharts _dependencies;

    /// <param name="client">For archives and keys in objects of the cluster.</param>
    /// <param name="cache">Keeps what was fetched.</param>
    /// <param name="options">Limits of repositories and registries.</param>
    /// <param name="time">The clock.</param>
    public ChartFetcher(IKubernetesClient client, ChartCache cache, RegistryOptions options, TimeProvider time)
    {
        _servers = new ChartServers(new ServerSecrets(client), options, time);
        _shelf = new ChartShelf(cache);
        _objects = new ObjectCharts(client, _shelf);
        _http = new HttpCharts(_servers, new IndexCache(MaxIndexVersions, time), _shelf);
        _registries = new RegistryCharts(_servers, _shelf);
        _dependencies = new DependencyCharts(_http, _registries, cache);
    }

    /// <inheritdoc/>
    public FetchedChart? Find(string digest) => _shelf.Find(digest);

    /// <inheritdoc/>
    public async Task<FetchedChart> FetchAsync(ChartLocation location, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(location);
        try
        {
            return location switch
            {
                ObjectLocation place => await _objects.FetchAsync(place, cancellation),
                ArchiveLocation place => await _http.FetchAsync(place, cancellation),
                ArtifactLocation place => await _dependencies.CompleteAsync(place, await _http.FetchAsync(place, cancellation), cancellation),
                RepositoryLocation place => await _http.FetchAsync(place, cancellation),
                RegistryLocation place => await _registries.FetchAsync(place, cancellation),
                _ => throw new ArgumentException($"no kind of location: {location}", nameof(location)),
            };
        }
        catch (HelmException exception)
        {
            throw new ChartSourceException($"{location.Title}: {exception.Message}{WayOut(location, exception)}", exception) { RetryAfter = (exception as RegistryStatusException)?.RetryAfter };
        }
    }

    public void Dispose() => _servers.Dispose();

    private static string WayOut(ChartLocation location, HelmException exception) => exception switch
    {
        RegistryStatusException { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => location.Access.Secret is { } secret
            ? $": the credentials of Secret {location.Namespace}/{secret} ({location.Field("secretRef")}) are not accepted"
            : $": name a Secret with credentials in {location.Field("secretRef")}",
        RegistryTrustException => location.Access.CertificateSecret is { } certificates
            ? $": Secret {location.Namespace}/{certificates} ({location.Field("certSecretRef")}) has not what the server asks for, or not its authority"
            : $": name a Secret with the server's authority as ca.crt, or a client certificate, in {location.Field("certSecretRef")}",
        _ when location is ObjectLocation place => $": put a chart archive (helm package) at key {place.Key} of {(place.IsSecret ? "Secret" : "ConfigMap")} {place.Namespace}/{place.Name}",
        _ => "",
    };
}
