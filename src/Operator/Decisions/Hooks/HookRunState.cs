namespace Steersman.Operator.Decisions.Hooks;

/// <summary>How far a hook is.</summary>
public enum HookRunState
{
    NotStarted,

    /// <summary>An object of an earlier run is being deleted; the hook is created when it is gone.</summary>
    Clearing,
    Running,
    Succeeded,
    Failed,

    /// <summary>Given up before any of its containers started, because something newer is asked for.</summary>
    Abandoned,

    /// <summary>No hook but the end of an event: every run of it succeeded, and objects are deleted where hooks ask for it.</summary>
    Cleaning,
}
