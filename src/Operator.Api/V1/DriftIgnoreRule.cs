using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>Fields that others may change.</summary>
public sealed record DriftIgnoreRule
{
    [Description("JSON pointers (RFC 6901) of the fields, such as /spec/replicas; the empty one is the whole object.")]
    public required IReadOnlyList<string> Paths { get; init; }

    [Description("Which objects the rule is for. Default: all.")]
    public ObjectSelector? Target { get; init; }
}
