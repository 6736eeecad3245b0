namespace Steersman.Operator.Decisions;

/// <summary>How far a source is.</summary>
public enum SourcePhase
{
    /// <summary>Nobody needed to know.</summary>
    NotAsked,

    /// <summary>On its way; the key is woken when it is there.</summary>
    Fetching,
    Ready,
    Failed,

    /// <summary>Nothing but a change of the spec, or of the operator's flags, would help.</summary>
    Refused,
}
