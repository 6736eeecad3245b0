using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>How the signature of a chart is verified, as Flux has it.</summary>
public sealed record ChartVerification
{
    [Description("What the chart was signed with.")]
    [SchemaDefault("cosign")]
    public ChartVerificationProvider Provider { get; set; }

    [Description("Secret with the public keys.")]
    public LocalReference? SecretRef { get; init; }
}
