using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A chart of an OCI registry. A digest wins over a tag, a tag over a version.</summary>
public sealed record OciSource
{
    [Description("Address of the chart, as oci://HOST/PATH/CHART.")]
    [SchemaText(MaxLength = 2048, Pattern = "^oci://.*$")]
    public required string Url { get; init; }

    [Description("Version of the chart, or a range over the registry's tags.")]
    public string? Version { get; init; }

    [Description("Tag of the chart.")]
    public string? Tag { get; init; }

    [Description("Digest of the chart's manifest, as sha256:HEX.")]
    [SchemaText(Pattern = "^sha256:[0-9a-f]{64}$")]
    public string? Digest { get; init; }

    [Description("Secret with username and password, or with .dockerconfigjson. They are sent to the registry, and to the service that it asks tokens of.")]
    public LocalReference? SecretRef { get; init; }

    [Description("Secret with ca.crt, the authorities that the server is trusted by beside the system's, and tls.crt and tls.key, the certificate that is shown to it.")]
    public LocalReference? CertSecretRef { get; init; }

    [Description("Ask the registry by plain HTTP.")]
    public bool Insecure { get; init; }
}
