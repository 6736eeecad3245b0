using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Steersman.Operator.Api.V1;

/// <summary>One object of an inventory (<c>fluxcd/cli-utils</c>' <c>ObjMetadata</c>).</summary>
public sealed record ResourceReference
{
    [Description("Namespace, name, group and kind, joined by underscores; a colon in the name is written as two underscores.")]
    public required string Id { get; init; }

    [Description("Version of the kind.")]
    [JsonPropertyName("v")]
    public required string Version { get; init; }
}
