namespace Steersman.Cel.Values;

/// <summary>The kinds of values at run time.</summary>
public enum CelKind
{
    Null,
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    List,
    Map,
    Timestamp,
    Duration,
    Type,
    Optional,

    /// <summary>No value: evaluation failed, and <c>&amp;&amp;</c>, <c>||</c> and <c>?:</c> have not made up for it.</summary>
    Error,
}
