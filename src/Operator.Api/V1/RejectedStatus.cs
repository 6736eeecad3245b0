using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A desired state that failed.</summary>
public sealed record RejectedStatus
{
    [Description("Digest over everything that may change the outcome.")]
    public required string Digest { get; init; }

    [Description("Why it was rejected.")]
    public required string Reason { get; init; }

    [Description("The cause in words, as Ready's message has it.")]
    public string? Message { get; init; }

    [Description("Since when.")]
    public DateTimeOffset Since { get; init; }

    [Description("How often it was refused before a revision was written; absent where one was.")]
    public int? Tries { get; init; }

    [Description("Revision that failed; absent where none was written.")]
    public int? Revision { get; init; }
}
