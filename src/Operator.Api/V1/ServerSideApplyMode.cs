using System.Text.Json.Serialization;

namespace Steersman.Operator.Api.V1;

/// <summary>Where the objects of an upgrade or a rollback are applied.</summary>
public enum ServerSideApplyMode
{
    /// <summary>As the revision before, or the one that is restored.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    [JsonStringEnumMemberName("enabled")]
    Enabled,

    [JsonStringEnumMemberName("disabled")]
    Disabled,
}
