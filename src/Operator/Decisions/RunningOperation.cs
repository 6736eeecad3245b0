using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>An operation of ours that is under way, as storage, status and memory together tell it.</summary>
/// <param name="Record">From the release Secret.</param>
/// <param name="Revision">The revision it makes, or removes.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="Hook">The hook of the phase whose turn it is; null where all of them are done.</param>
/// <param name="Deadline">End of the present wait; null outside of one.</param>
public sealed record RunningOperation(OperationRecord Record, int Revision, OperationPhase Phase, HookRun? Hook = null, DateTimeOffset? Deadline = null)
{
    /// <summary>How many tests there are to run; set in their phase.</summary>
    public int Tests { get; init; }

    /// <summary>Time that does not count for the operation as a whole: the API server did not answer, or the wall clock was set.</summary>
    public TimeSpan Excused { get; init; }

    /// <summary>When pods of other revisions may be looked at again; null where they were not yet.</summary>
    public DateTimeOffset? NextPodsAt { get; init; }

    /// <summary>What is being done in this phase.</summary>
    public OperationType Type => Phase == OperationPhase.Tests ? OperationType.Test : Record.Type;
}
