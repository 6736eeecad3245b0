namespace Steersman.Operator.Decisions;

/// <summary>How far a hook is.</summary>
public enum HookRunState
{
    NotStarted,

    /// <summary>An object of an earlier run is being deleted; the hook is created when it is gone.</summary>
    Clearing,
    Running,
    Succeeded,
    Failed,
}
