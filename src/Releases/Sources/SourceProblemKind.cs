namespace Steersman.Releases.Sources;

/// <summary>Why nobody can say where a chart is.</summary>
public enum SourceProblemKind
{
    /// <summary>It will be known in a moment.</summary>
    Awaited,

    /// <summary>An object that is referred to does not exist.</summary>
    Missing,

    /// <summary>A source has nothing to offer yet.</summary>
    NotReady,

    /// <summary>The source may not be used.</summary>
    AccessDenied,

    /// <summary>The source asks for what is not supported.</summary>
    NotSupported,
}
