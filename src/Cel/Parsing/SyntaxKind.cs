namespace Steersman.Cel.Parsing;

/// <summary>The shapes of CEL.g4 that mean something; rules that only pass another on leave no trace.</summary>
internal enum SyntaxKind
{
    /// <summary>Nothing could be recognized; an error has been reported.</summary>
    Error,
    Conditional,
    Or,
    And,
    Binary,
    Not,
    Negate,
    Select,
    MemberCall,
    Index,
    Identifier,
    GlobalCall,
    List,
    Map,
    Message,
    Field,
    Entry,
    Optional,
    Literal,
}
