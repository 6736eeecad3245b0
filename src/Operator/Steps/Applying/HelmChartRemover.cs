using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Inputs;

namespace Steersman.Operator.Steps.Applying;

/// <summary>Deletes the HelmChart that helm-controller made for a HelmRelease of Flux's kind, as that does when the HelmRelease goes (<c>internal/reconcile/helmchart_template.go</c>).</summary>
internal sealed class HelmChartRemover(IKubernetesClient client, ReleaseKind kind)
{
    private static readonly GroupVersionKind HelmChart = new(FluxSources.Group, "v1", "HelmChart");

    /// <summary>Deletes it where it is there and says that it is the HelmRelease's. A right that is missing holds nothing up.</summary>
    /// <returns>What was not deleted, to be told; null where nothing is left.</returns>
    public async Task<Notice?> RemoveAsync(HelmRelease release, CancellationToken cancellation)
    {
        if (!kind.IsFlux || release.Spec.Suspend || await client.Mapper.FindAsync(HelmChart, cancellation) is not { } mapping)
        {
            return null;
        }

        IResourceClient<Unstructured> charts = client.Resource(mapping);
        foreach (string? ns in new[] { release.Spec.Chart?.Spec.SourceRef.Namespace ?? release.Metadata.Namespace, release.Metadata.Namespace }.Distinct(StringComparer.Ordinal))
        {
            NamespacedName key = new(ns, $"{release.Metadata.Namespace}-{release.Metadata.Name}");
            try
            {
                if (await charts.GetAsync(key, cancellation) is { } chart && IsOf(release, chart))
                {
                    await charts.DeleteAsync(key, new DeleteOptions { Uid = chart.Metadata.Uid }, cancellation);
                }
            }
            catch (KubernetesApiException exception) when (exception.IsForbidden)
            {
                return new Notice(IsWarning: true, Reasons.Orphaned, $"HelmChart {key}, which helm-controller made for the HelmRelease, may not be deleted and stays: {exception.Message}");
            }
        }

        return null;
    }

    private bool IsOf(HelmRelease release, Unstructured chart) =>
        chart.Metadata.Labels[kind.NameLabel] == release.Metadata.Name && chart.Metadata.Labels[kind.NamespaceLabel] == release.Metadata.Namespace;
}
