namespace Steersman.Releases.Drift;

/// <summary>How an object stands to what is wanted of it.</summary>
public enum DriftState
{
    /// <summary>It is as it is to be.</summary>
    InSync,

    /// <summary>It asks to be left alone, or is a Job that removed itself after its end.</summary>
    Excluded,

    /// <summary>It is being deleted; its end will be seen.</summary>
    Terminating,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It was changed.</summary>
    Changed,

    /// <summary>The server does not let it be compared.</summary>
    Unknown,
}
