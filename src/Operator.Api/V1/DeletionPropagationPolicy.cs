using System.Text.Json.Serialization;

namespace Steersman.Operator.Api.V1;

/// <summary>What becomes of the dependents of objects that an uninstall deletes.</summary>
public enum DeletionPropagationPolicy
{
    /// <summary>They go after the object.</summary>
    [JsonStringEnumMemberName("background")]
    Background,

    /// <summary>They go before the object.</summary>
    [JsonStringEnumMemberName("foreground")]
    Foreground,

    /// <summary>They stay.</summary>
    [JsonStringEnumMemberName("orphan")]
    Orphan,
}
