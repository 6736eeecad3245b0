namespace Steersman.Cel;

/// <summary>How much of an expression is judged before it is evaluated.</summary>
public enum CelMode
{
    /// <summary>Its syntax alone, as Flux does for <c>healthCheckExprs</c>; types show when it is evaluated.</summary>
    Parse,

    /// <summary>Names and types too: the variables are declared, each an object with fields of any type.</summary>
    Check,

    /// <summary>Besides, the result must be known to be a bool, as Flux wants it of <c>readyExpr</c>.</summary>
    CheckBool,
}
