using System.Text.Json.Serialization;

namespace Steersman.Operator.Api.V1;

/// <summary>What charts are signed with.</summary>
public enum ChartVerificationProvider
{
    [JsonStringEnumMemberName("cosign")]
    Cosign,

    [JsonStringEnumMemberName("notation")]
    Notation,
}
