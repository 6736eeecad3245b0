using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Sources;

namespace Steersman.Operator.Inputs;

/// <summary>Says where the chart of a release is, by what the watches know; asks nobody. Thread-safe.</summary>
/// <param name="facts">For the objects that are referred to.</param>
/// <param name="flux">Flux's sources.</param>
/// <param name="allowsOtherNamespaces">Sources of other namespaces may be used.</param>
internal sealed class ChartLocator(ClusterFacts facts, FluxSources flux, bool allowsOtherNamespaces)
{
    /// <summary>Where the chart is, and a text that changes with whatever it refers to.</summary>
    public (LocatedChart Located, string Stamp) Locate(HelmRelease release) => release.Spec switch
    {
        { Source: not null } when SpecLocations.Of(release) is { } location => (new LocatedChart(location), StampOf(location)),
        { Chart.Spec: { } chart } => OfFlux(release, "spec.chart.spec.sourceRef", chart.SourceRef.Kind.ToString(), chart.SourceRef.Name, chart.SourceRef.Namespace, source => WithRepositories(FluxLocations.Of(release, chart, source))),
        { ChartRef: { } reference } => OfFlux(release, "spec.chartRef", reference.Kind.ToString(), reference.Name, reference.Namespace, FluxLocations.Of),
        _ => (LocatedChart.Problem(SourceProblemKind.NotSupported, "spec.source names no source: set configMap, secret, http or oci"), ""),
    };

    private (LocatedChart Located, string Stamp) OfFlux(HelmRelease release, string field, string kind, string name, string? ns, Func<FluxSource, LocatedChart> locate)
    {
        NamespacedName key = new(ns ?? release.Metadata.Namespace, name);
        if (!allowsOtherNamespaces && key.Namespace != release.Metadata.Namespace)
        {
            return (LocatedChart.Problem(SourceProblemKind.AccessDenied, $"{field}.namespace: {kind} {key} is of another namespace, and --no-cross-namespace-refs forbids that: copy the source into {release.Metadata.Namespace}"), "");
        }

        (FluxSource? source, SourceProblemKind problem, string message) = flux.Find(kind, key);
        return source is null ? (LocatedChart.Problem(problem, $"{field}: {message}"), "") : (locate(source), flux.StampOf(source));
    }

    // What a chart in a source tree depends on may need the Secrets of repositories.
    private LocatedChart WithRepositories(LocatedChart located)
    {
        if (located.Location is not ArtifactLocation { ChartPath.Length: > 0 } location)
        {
            return located;
        }

        return flux.Repositories(location.Namespace) is { } repositories
            ? located with { Location = location with { Repositories = FluxLocations.Known(repositories) } }
            : LocatedChart.Problem(SourceProblemKind.Awaited, "HelmRepositories are being listed");
    }

    // Whatever may make another fetch give another archive.
    private string StampOf(ChartLocation location) => location switch
    {
        ObjectLocation place => VersionOf(place.IsSecret ? ValuesReferenceKind.Secret : ValuesReferenceKind.ConfigMap, place.Namespace, place.Name),
        _ => $"{VersionOf(ValuesReferenceKind.Secret, location.Namespace, location.Access.Secret)} {VersionOf(ValuesReferenceKind.Secret, location.Namespace, location.Access.CertificateSecret)}",
    };

    private string VersionOf(ValuesReferenceKind kind, string ns, string? name) => name is null ? "" : facts.VersionOf(kind, new NamespacedName(ns, name)) ?? "-";
}
