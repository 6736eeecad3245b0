using Steersman.Kubernetes.Client;
using Steersman.Operator.Api.V1;

namespace Steersman.Releases.Sources;

/// <summary>Gets chart archives from every kind of source.</summary>
/// <param name="client">For archives in objects of the cluster.</param>
public sealed class ChartFetcher(IKubernetesClient client) : IChartFetcher
{
    /// <inheritdoc/>
    public async Task<ChartArchive> FetchAsync(HelmRelease release, CancellationToken cancellation) => release.Spec.Source switch
    {
        { ConfigMap: { } source } => await ConfigMapCharts.FetchAsync(client, release.Metadata.Namespace ?? "", source, cancellation),
        _ => throw new ChartSourceException("spec.source names no source"),
    };
}
