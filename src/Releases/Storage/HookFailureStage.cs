namespace Steersman.Releases.Storage;

/// <summary>How far a hook had come when it failed. As in Helm, only a hook that was awaited has its delete policies applied.</summary>
public enum HookFailureStage
{
    /// <summary>Its object could not be made from the manifest, or the one of an earlier run did not go: the hook's record says nothing of this run.</summary>
    Prepare,

    /// <summary>The server refused its object.</summary>
    Create,

    /// <summary>Its object failed, or did not end in time.</summary>
    Wait,
}
