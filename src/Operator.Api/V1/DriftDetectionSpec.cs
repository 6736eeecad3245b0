using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>Whether objects that others change or delete are reported, and put back.</summary>
public sealed record DriftDetectionSpec
{
    [Description("enabled: drift is reported and corrected. warn: drift is reported. disabled: nobody looks.")]
    [SchemaDefault("disabled")]
    public DriftDetectionMode Mode { get; init; }

    [Description("What others may change.")]
    public IReadOnlyList<DriftIgnoreRule>? Ignore { get; init; }
}
