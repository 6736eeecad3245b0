using System.Net;
using System.Security.Cryptography;
using System.Text;
using Steersman.Helm;
using Steersman.Helm.Charts;
using Steersman.Helm.Registry;

namespace Steersman.Releases.Sources;

/// <summary>Fetches what charts of source trees depend on, under the same rules as charts themselves: caps, addresses, credentials by origin.</summary>
internal sealed class DependencyCharts(HttpCharts http, RegistryCharts registries, ChartCache cache)
{
    private const int Max = 100;

    /// <summary>The chart with everything that it depends on; its digest tells of these as well.</summary>
    /// <param name="location">Where the chart is.</param>
    /// <param name="fetched">The chart, with what it carries itself.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <exception cref="HelmException">A dependency cannot be had; the message names it and the way out.</exception>
    public async Task<FetchedChart> CompleteAsync(ArtifactLocation location, FetchedChart fetched, CancellationToken cancellation)
    {
        IReadOnlyList<Dependency> missing = location.ChartPath.Length == 0 ? [] : ChartDependencies.Missing(fetched.Chart);
        if (missing.Count == 0)
        {
            return fetched;
        }

        if (missing.Count > Max)
        {
            throw new ChartSourceException($"{location.Title}: chart {fetched.Chart.Name} has {missing.Count} dependencies that are not in charts/, more than {Max}: keep them there");
        }

        List<FetchedChart> found = [];
        foreach (Dependency dependency in missing)
        {
            found.Add(await FetchAsync(location, fetched.Chart, dependency, cancellation));
        }

        string digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', found.Select(one => one.Digest).Prepend(fetched.Digest)))))}";
        if (cache.Find(digest) is { } known)
        {
            return fetched with { Chart = known, Digest = digest };
        }

        Chart complete = ChartDependencies.With(fetched.Chart, found.Select(one => one.Chart));
        cache.Add(digest, complete, found.Select(one => one.Chart).Prepend(fetched.Chart).Sum(chart => chart.Raw.Sum(file => (long)file.Data.Length)));
        return fetched with { Chart = complete, Digest = digest };
    }

    private async Task<FetchedChart> FetchAsync(ArtifactLocation location, Chart chart, Dependency dependency, CancellationToken cancellation)
    {
        string title = $"dependency {dependency.Name} of chart {chart.Name}";
        if (dependency.Repository.Length == 0)
        {
            throw new ChartSourceException($"{location.Title}: {title}: it names no repository and is not in charts/: put it there, or name a repository in Chart.yaml");
        }

        KnownRepository? known = location.Repositories.Find(dependency.Repository);
        try
        {
            return LocationOf(location, title, dependency, known) switch
            {
                RegistryLocation place => await registries.FetchAsync(place, cancellation),
                RepositoryLocation place => await http.FetchAsync(place, cancellation),
                _ => throw new HelmException($"repository {dependency.Repository} is no address with https, http or oci: write one, or keep the dependency in charts/"),
            };
        }
        catch (Exception exception) when (exception is HelmException or ChartSourceException)
        {
            string message = exception.Message.StartsWith(title, StringComparison.Ordinal) ? exception.Message : $"{title}: {exception.Message}";
            throw new ChartSourceException($"{location.Title}: {message}{WayOut(location, dependency, known, exception)}", exception) { RetryAfter = (exception as RegistryStatusException)?.RetryAfter };
        }
    }

    private static ChartLocation? LocationOf(ArtifactLocation location, string title, Dependency dependency, KnownRepository? known)
    {
        bool isRegistry = OciReference.IsOci(dependency.Repository);
        if (!isRegistry && !(Uri.TryCreate(dependency.Repository, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)))
        {
            return null;
        }

        ChartLocation place = isRegistry
            ? new RegistryLocation($"{dependency.Repository.TrimEnd('/')}/{dependency.Name}", dependency.Version, null, null, known?.IsPlainHttp ?? false) { Namespace = location.Namespace, Path = "dependencies" }
            : new RepositoryLocation(dependency.Repository, dependency.Name, dependency.Version) { Namespace = location.Namespace, Path = "dependencies" };
        return place with { Owner = title, Access = known?.Access ?? ServerAccess.Anonymous, MayBeLibrary = true };
    }

    private static string WayOut(ArtifactLocation location, Dependency dependency, KnownRepository? known, Exception exception) => exception switch
    {
        RegistryStatusException { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } or RegistryTrustException => known is null
            ? $": make a HelmRepository of namespace {location.Namespace} with the url {dependency.Repository} and its Secrets, or keep the dependency in charts/"
            : $": mend the Secrets of the HelmRepository of namespace {location.Namespace} with the url {dependency.Repository}, or keep the dependency in charts/",
        _ => "",
    };
}
