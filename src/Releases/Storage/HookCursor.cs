namespace Steersman.Releases.Storage;

/// <summary>How far the hooks of an operation are. Every write of a hook's record in the release carries it, so that no crash runs a finished hook again.</summary>
/// <param name="Event">The event whose hooks run, as <c>pre-upgrade</c>.</param>
/// <param name="Done">How many runs of the event are finished; a hook that names the event twice runs twice.</param>
public sealed record HookCursor(string Event, int Done)
{
    /// <summary>The next run was begun: its object may exist.</summary>
    public bool IsBegun { get; init; }

    /// <summary>The run under way was given up, because something newer is asked for: its object is deleted, and nothing of the operation goes on.</summary>
    public bool IsAbandoned { get; init; }

    /// <summary>Why the run under way failed; null while it has not. Recorded before any object is deleted.</summary>
    public HookFailure? Failure { get; init; }
}
