namespace Steersman.Releases.Sources;

/// <summary>Gets charts. Thread-safe.</summary>
public interface IChartFetcher
{
    /// <summary>The newest chart of a location.</summary>
    /// <exception cref="ChartSourceException">There is none, or it cannot be read.</exception>
    Task<FetchedChart> FetchAsync(ChartLocation location, CancellationToken cancellation);

    /// <summary>The chart of a digest that was fetched before; null where it is no longer in memory.</summary>
    FetchedChart? Find(string digest);
}
