namespace Steersman.Cel.Checking;

/// <summary>The kinds of static types.</summary>
internal enum TypeKind
{
    /// <summary>The type of an expression that is wrong; it agrees with everything, so that one error is reported once.</summary>
    Error,
    Dyn,
    Any,
    Null,
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Timestamp,
    Duration,
    List,
    Map,
    Type,

    /// <summary>A type of a library: <c>optional_type</c>.</summary>
    Opaque,

    /// <summary>A variable for a type that is not known yet.</summary>
    Parameter,
}
