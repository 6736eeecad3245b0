using System.Text.Json.Serialization;

namespace Steersman.Operator.Api.V1;

/// <summary>How a failed upgrade is undone.</summary>
public enum RemediationStrategy
{
    /// <summary>The newest good revision is put back.</summary>
    [JsonStringEnumMemberName("rollback")]
    Rollback,

    /// <summary>The release is uninstalled and installed anew.</summary>
    [JsonStringEnumMemberName("uninstall")]
    Uninstall,
}
