using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>What the release is held at by <c>spec.rollbackTo</c>.</summary>
public sealed record PinnedStatus
{
    [Description("The revision that is asked for.")]
    public required int Revision { get; init; }

    [Description("The deployed revision that holds its content.")]
    public required int HeldAs { get; init; }

    [Description("Digest of the desired state that the content was made from.")]
    public string? Digest { get; init; }
}
