using System.Text.Json;
using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client.Json;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;

namespace Steersman.Releases.Sources;

/// <summary>Where Flux's source objects say that a chart is: in the artifact that source-controller serves, else, where nothing controls them, where their own spec says.</summary>
public static class FluxLocations
{
    private const int ShortRevision = 12;
    private static readonly TimeSpan StandardInterval = TimeSpan.FromMinutes(10);

    /// <summary>The chart of a template.</summary>
    public static LocatedChart Of(HelmRelease release, HelmChartTemplateSpec chart, FluxSource source)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(source);
        ValuesFileList valuesFiles = new(chart.ValuesFiles ?? [], chart.IgnoreMissingValuesFiles);
        if (chart.SourceRef.Kind == ChartSourceKind.HelmRepository)
        {
            return OfRepository(chart, source, valuesFiles, chart.Interval ?? release.Spec.Interval);
        }

        if (Unready(source) is { } problem)
        {
            return problem;
        }

        return source.Artifact is { } artifact
            ? new LocatedChart(new ArtifactLocation(artifact, chart.Chart, chart.ReconcileStrategy == ReconcileStrategy.Revision ? ShortOf(artifact.Revision) : "")
            {
                Namespace = source.Namespace,
                Path = "status",
                Owner = source.Title,
                ValuesFiles = valuesFiles,
            })
            : WithoutArtifact(source);
    }

    /// <summary>The chart that a source is.</summary>
    public static LocatedChart Of(FluxSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is { Kind: "OCIRepository", Artifact: null, IsControlled: false })
        {
            return OfRegistry(source);
        }

        if (Unready(source) is { } problem)
        {
            return problem;
        }

        return source.Artifact is { } artifact
            ? new LocatedChart(new ArtifactLocation(artifact, TracksDigest: source.Kind != "HelmChart") { Namespace = source.Namespace, Path = "status", Owner = source.Title })
            : WithoutArtifact(source);
    }

    /// <summary>How repositories are spoken to; those of cloud providers are left out.</summary>
    public static KnownRepositoryList Known(IEnumerable<FluxSource> repositories)
    {
        ArgumentNullException.ThrowIfNull(repositories);
        return new KnownRepositoryList([.. repositories.Where(source => Provider(source) is null && source.Spec.Text("url"u8) is { Length: > 0 }).Select(source => new KnownRepository(
            source.Spec.Text("url"u8)!,
            AccessOf(source),
            source.Spec.Flag("insecure"u8) ?? false))]);
    }

    private static ServerAccess AccessOf(FluxSource source) =>
        new(source.Reference("secretRef"u8), source.Reference("certSecretRef"u8), source.Spec.Flag("passCredentials"u8) ?? false, ReadsLegacyKeys: true);

    private static LocatedChart? Unready(FluxSource source)
    {
        if (source is { IsControlled: true, IsStalled: true })
        {
            return LocatedChart.Problem(SourceProblemKind.NotReady, $"{source.Title} is not ready: {source.Message ?? "it is stalled"}");
        }

        return source is { IsControlled: true, IsObserved: false } ? LocatedChart.Problem(SourceProblemKind.Awaited, $"{source.Title} has changed and is being looked at by its controller") : null;
    }

    private static LocatedChart WithoutArtifact(FluxSource source) => LocatedChart.Problem(
        SourceProblemKind.NotReady,
        source.IsControlled
            ? $"{source.Title} is not ready: {source.Message ?? "it has no artifact yet"}"
            : $"{source.Title} has no artifact: its kind needs Flux's source-controller; without it use HelmRepository, OCIRepository or spec.source");

    private static LocatedChart OfRepository(HelmChartTemplateSpec chart, FluxSource source, ValuesFileList valuesFiles, TimeSpan interval)
    {
        JsonElement spec = source.Spec;
        string url = spec.Text("url"u8) ?? "";
        bool isRegistry = spec.Text("type"u8) == "oci";
        if (!isRegistry && Unready(source) is { } problem)
        {
            return problem;
        }

        if (url.Length == 0 || OciReference.IsOci(url) != isRegistry)
        {
            return LocatedChart.Problem(SourceProblemKind.Missing, $"spec.url of {source.Title}: {(isRegistry ? "of type oci it must begin with oci://" : "it must begin with http:// or https://; registries need spec.type oci")}");
        }

        if (Provider(source) is { } unsupported)
        {
            return unsupported;
        }

        ServerAccess access = AccessOf(source);
        return new LocatedChart(isRegistry
            ? new RegistryLocation($"{url.TrimEnd('/')}/{chart.Chart}", chart.Version, null, null, spec.Flag("insecure"u8) ?? false)
            {
                Namespace = source.Namespace,
                Path = "spec",
                Owner = source.Title,
                Access = access,
                ValuesFiles = valuesFiles,
                Interval = IsSuspended(spec) ? null : interval,
            }
            : new RepositoryLocation(url, chart.Chart, chart.Version, source.Artifact)
            {
                Namespace = source.Namespace,
                Path = "spec.chart.spec",
                Owner = source.Title,
                Access = access,
                ValuesFiles = valuesFiles,
                Interval = source.Artifact is not null || IsSuspended(spec) ? null : interval,
            });
    }

    private static LocatedChart OfRegistry(FluxSource source)
    {
        JsonElement spec = source.Spec;
        JsonElement reference = spec.Field("ref"u8) ?? default;
        if (Provider(source) is { } unsupported)
        {
            return unsupported;
        }

        if (spec.Field("verify"u8) is not null)
        {
            return LocatedChart.Problem(SourceProblemKind.NotSupported, $"spec.verify of {source.Title} needs Flux's source-controller: run it, or remove the field");
        }

        string? semver = reference.Text("semver"u8);
        string? tag = reference.Text("tag"u8);
        string? digest = reference.Text("digest"u8);
        return new LocatedChart(new RegistryLocation(
            spec.Text("url"u8) ?? "",
            semver ?? "",
            semver is null && digest is null ? tag ?? "latest" : null,
            digest,
            spec.Flag("insecure"u8) ?? false,
            reference.Text("semverFilter"u8),
            TracksDigest: true)
        {
            Namespace = source.Namespace,
            Path = "spec",
            Owner = source.Title,
            Access = new ServerAccess(source.Reference("secretRef"u8), source.Reference("certSecretRef"u8))
            {
                ServiceAccount = spec.Text("serviceAccountName"u8),
                ProxySecret = source.Reference("proxySecretRef"u8),
            },
            Interval = digest is not null || IsSuspended(spec) ? null : GoDuration.TryParse(spec.Text("interval"u8) ?? "", out TimeSpan interval) ? interval : StandardInterval,
        });
    }

    private static LocatedChart? Provider(FluxSource source) => source.Spec.Text("provider"u8) is { } provider and not "generic"
        ? LocatedChart.Problem(SourceProblemKind.NotSupported, $"spec.provider {provider} of {source.Title} needs Flux's source-controller or a Secret with credentials: set it to generic and name one in spec.secretRef")
        : null;

    private static bool IsSuspended(JsonElement spec) => spec.Flag("suspend"u8) == true;

    // As source-controller shortens revisions, so that a version fits into a label.
    private static string ShortOf(string revision)
    {
        string hash = revision[(revision.LastIndexOf(':') + 1)..];
        return hash[(hash.LastIndexOf('@') + 1)..] is { Length: > ShortRevision } full ? full[..ShortRevision] : hash;
    }
}
