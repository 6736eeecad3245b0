using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Hooks;

namespace Steersman.Operator.Reconciling;

/// <summary>How far the operation under way is, as this process knows it. Another process starts from the storage and the status.</summary>
internal sealed class OperationProgress(string id, OperationPhase phase)
{
    public string Id { get; } = id;

    public OperationPhase Phase { get; set; } = phase;

    /// <summary>True where an earlier process may have applied objects already: each is read, and applied only where it differs.</summary>
    public bool MayHaveApplied { get; init; }

    /// <summary>How far the wall clock is ahead of the time that counts, as far as the deadlines know; null before the first look. See <see cref="WaitClock"/>.</summary>
    public TimeSpan? Lead { get; set; }

    /// <summary>How far deadlines were moved in all, so far.</summary>
    public TimeSpan Moved { get; private set; }

    /// <summary>End of the wait; null outside of it.</summary>
    public DateTimeOffset? Deadline { get; set; }

    /// <summary>When pods of other revisions may be looked at again; null where they were not yet.</summary>
    public DateTimeOffset? NextPodsAt { get; set; }

    /// <summary>The hook that was started and not yet recorded; null where none is.</summary>
    public HookRun? Hook { get; set; }

    /// <summary>Events whose hooks all succeeded, and whose objects are deleted where the hooks ask for it.</summary>
    public HashSet<string> CleanedEvents { get; } = new(StringComparer.Ordinal);

    /// <summary>Moves whatever is due at a time.</summary>
    public void Move(TimeSpan shift)
    {
        Moved += shift;
        Deadline += shift;
        Hook = Hook is null ? null : Hook with { Deadline = Hook.Deadline + shift, CheckAt = Hook.CheckAt + shift };
    }
}
