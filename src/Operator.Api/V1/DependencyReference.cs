using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Steersman.Operator.Api.V1;

/// <summary>An object that must be ready before the release is installed or upgraded.</summary>
public sealed record DependencyReference
{
    [Description("Group and version of the object. Default: that of HelmRelease.")]
    [SchemaText(MinLength = 1, MaxLength = 317)]
    public string? ApiVersion { get; init; }

    [Description("Kind of the object. Default: HelmRelease.")]
    [SchemaText(MinLength = 1, MaxLength = 63)]
    public string? Kind { get; init; }

    [Description("Name of the object.")]
    [SchemaText(MinLength = 1, MaxLength = 253)]
    public required string Name { get; init; }

    [Description("Namespace of the object. Default: the namespace of the HelmRelease; kinds without namespaces need none.")]
    [SchemaText(MinLength = 1, MaxLength = 63)]
    public string? Namespace { get; init; }

    [Description("When the object is ready: a CEL expression of self, this HelmRelease, and dep, the object. It replaces what is known of the kind.")]
    [SchemaText(MinLength = 1, MaxLength = 16384)]
    public string? ReadyExpr { get; init; }

    [Description("How long the object must have been ready.")]
    public TimeSpan? ReadyFor { get; init; }

    /// <summary>True where the object is another HelmRelease of this operator.</summary>
    [JsonIgnore]
    public bool IsHelmRelease => (Kind is null or "HelmRelease") && (ApiVersion is null || ApiVersion.StartsWith($"{HelmRelease.Group}/", StringComparison.Ordinal));
}
