using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Steersman.Operator.Api.V1;

/// <summary>A chart of a repository with an <c>index.yaml</c> (url and chart), or one archive (archive).</summary>
public sealed record HttpSource
{
    [Description("Address of the repository: the folder of its index.yaml.")]
    [SchemaText(MaxLength = 2048, Pattern = "^https?://.*$")]
    public string? Url { get; init; }

    [Description("Name of the chart in the repository.")]
    [SchemaText(MinLength = 1, MaxLength = 2048)]
    public string? Chart { get; init; }

    [Description("Version of the chart, or a range. Default: the newest that is no pre-release.")]
    public string? Version { get; init; }

    [Description("Address of a chart archive.")]
    [SchemaText(MaxLength = 2048, Pattern = "^https?://.*$")]
    public string? Archive { get; init; }

    [Description("Digest that the archive must have, as sha256:HEX.")]
    [SchemaText(Pattern = "^sha256:[0-9a-f]{64}$")]
    public string? Digest { get; init; }

    [Description("Secret with username and password, or with .dockerconfigjson. They are sent to the scheme, host and port of the address alone.")]
    public LocalReference? SecretRef { get; init; }

    [Description("Secret with ca.crt, the authorities that the server is trusted by beside the system's, and tls.crt and tls.key, the certificate that is shown to it.")]
    public LocalReference? CertSecretRef { get; init; }

    [Description("Send user name and password also to the other servers that the index names.")]
    public bool PassCredentials { get; init; }

    [Description("Take any certificate of the server.")]
    [JsonPropertyName("insecureSkipTLSVerify")]
    public bool InsecureSkipTlsVerify { get; init; }
}
