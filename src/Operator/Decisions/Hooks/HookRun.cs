using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Hooks;

/// <summary>A hook whose turn it is.</summary>
/// <param name="Event">The event at which it runs.</param>
/// <param name="Run">Its place among the runs of the event, from 0.</param>
/// <param name="Index">Its place in the release record's list of hooks.</param>
/// <param name="Object">Kind and name, as <c>Job/migrate</c>.</param>
/// <param name="State">How far it is.</param>
public sealed record HookRun(string Event, int Run, int Index, string Object, HookRunState State)
{
    /// <summary>The record says that it runs: its object may exist, created by a process that is no more.</summary>
    public bool IsBegun { get; init; }

    /// <summary>UID of its object, or those of the objects of a List in their order, with commas between them; null before that is known.</summary>
    public string? Uid { get; init; }

    /// <summary>Its objects as the server has them, in the order of its manifest; empty before this process has seen them.</summary>
    public IReadOnlyList<HookObject> Objects { get; init; } = [];

    /// <summary>When it is given up; set while it runs, or while objects are awaited to be gone.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>When the server itself is to be asked how it fares; null where the watch tells.</summary>
    public DateTimeOffset? CheckAt { get; init; }

    /// <summary>A container of it has started, so that it must come to its end.</summary>
    public bool HasStarted { get; init; }

    /// <summary>Why it failed; null where it did not, or where that is still to be looked at.</summary>
    public HookFailure? Failure { get; init; }

    /// <summary>The last lines of the log of what failed, without secret values; null where there are none.</summary>
    public string? Log { get; init; }

    /// <summary>Objects that its failure and the policies of its event's hooks doom still exist.</summary>
    public bool NeedsCleaning { get; init; }

    /// <summary>The run as labels and trackers name it: <c>pre-upgrade.0</c>.</summary>
    public string Id => $"{Event}.{Run}";
}
