using System.Text.Json.Serialization;

namespace Steersman.Operator.Api.V1;

/// <summary>What of a chart goes through post-renderers; in the words of Flux.</summary>
public enum PostRenderStrategyName
{
    /// <summary>Hooks and manifests in one stream.</summary>
    [JsonStringEnumMemberName("combined")]
    Combined,

    /// <summary>Hooks and manifests in streams of their own.</summary>
    [JsonStringEnumMemberName("separate")]
    Separate,

    /// <summary>The manifests alone.</summary>
    [JsonStringEnumMemberName("nohooks")]
    NoHooks,
}
