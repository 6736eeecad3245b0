using System.Text.Json.Serialization;

namespace Steersman.Operator.Api.V1;

/// <summary>What is done about objects that others change; in the words of Flux.</summary>
public enum DriftDetectionMode
{
    [JsonStringEnumMemberName("disabled")]
    Disabled,

    [JsonStringEnumMemberName("warn")]
    Warn,

    [JsonStringEnumMemberName("enabled")]
    Enabled,
}
