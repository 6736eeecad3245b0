using System.Text.Json.Serialization;

namespace Steersman.Operator.Api.V1;

/// <summary>How readiness is judged, in the words of Flux.</summary>
public enum WaitStrategyName
{
    /// <summary>By everything that is known of a kind, and by <c>spec.healthCheckExprs</c>.</summary>
    [JsonStringEnumMemberName("poller")]
    Poller,

    /// <summary>Without <c>spec.healthCheckExprs</c>.</summary>
    [JsonStringEnumMemberName("legacy")]
    Legacy,
}
