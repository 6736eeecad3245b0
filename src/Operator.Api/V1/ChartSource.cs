using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>Where a chart is: exactly one of the members but <see cref="Interval"/> is set.</summary>
public sealed record ChartSource
{
    [Description("A chart archive in a ConfigMap of the same namespace.")]
    public ConfigMapSource? ConfigMap { get; init; }

    [Description("A chart archive in a Secret of the same namespace.")]
    public SecretSource? Secret { get; init; }

    [Description("A chart of an HTTP repository, or an archive at a URL.")]
    public HttpSource? Http { get; init; }

    [Description("A chart of an OCI registry.")]
    public OciSource? Oci { get; init; }

    [Description("How often a version range or a mutable tag is asked for again. Default: spec.interval.")]
    public TimeSpan? Interval { get; init; }
}
