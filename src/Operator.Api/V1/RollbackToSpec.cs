using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>The stored revision that the release is held at.</summary>
public sealed record RollbackToSpec
{
    [Description("Number of the revision in Helm's history.")]
    [SchemaRange(Minimum = 1)]
    public required int Revision { get; init; }
}
