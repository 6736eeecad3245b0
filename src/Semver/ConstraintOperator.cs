namespace Steersman.Semver;

/// <summary>What a comparator asks of a version.</summary>
internal enum ConstraintOperator
{
    TildeOrEqual,
    NotEqual,
    GreaterThan,
    LessThan,
    GreaterThanEqual,
    LessThanEqual,
    Tilde,
    Caret,
}
