using Steersman.Helm.Registry;
using Steersman.Operator.Api.V1;

namespace Steersman.Releases.Sources;

/// <summary>Gets chart archives. Thread-safe.</summary>
public interface IChartFetcher
{
    /// <summary>The newest archive that the release's <c>spec.source</c> names.</summary>
    /// <exception cref="ChartSourceException">There is none, or it cannot be read.</exception>
    Task<ChartArchive> FetchAsync(HelmRelease release, CancellationToken cancellation);
}
