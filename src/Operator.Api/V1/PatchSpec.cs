using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>One patch.</summary>
public sealed record PatchSpec
{
    [Description("A strategic merge patch, with apiVersion, kind and metadata.name, or a list of JSON 6902 operations; YAML or JSON.")]
    public required string Patch { get; init; }

    [Description("Which objects are patched. Default: the one that a strategic merge patch names; JSON 6902 patches need a target.")]
    public ObjectSelector? Target { get; init; }
}
