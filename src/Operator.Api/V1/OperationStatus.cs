using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>The operation that runs.</summary>
public sealed record OperationStatus
{
    [Description("Identity of the operation.")]
    public required string Id { get; init; }

    [Description("What the operation does.")]
    public required OperationType Type { get; init; }

    [Description("Revision that the operation makes.")]
    public required int Revision { get; init; }

    [Description("How far the operation is.")]
    public required OperationPhase Phase { get; init; }

    [Description("Hook that runs.")]
    public string? Hook { get; init; }

    [Description("UID of the hook's object: where the object is gone, the hook has ended. The objects of a List have commas between them.")]
    public string? HookUid { get; init; }

    [Description("Which run of its event's hooks that is, from 0.")]
    public int? HookRun { get; init; }

    [Description("When the operation began.")]
    public DateTimeOffset StartedAt { get; init; }

    [Description("When the present wait is given up.")]
    public DateTimeOffset? Deadline { get; init; }

    [Description("Objects that are ready.")]
    public int? Ready { get; init; }

    [Description("Objects of the revision.")]
    public int? Total { get; init; }
}
