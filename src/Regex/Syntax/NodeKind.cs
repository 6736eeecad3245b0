namespace Steersman.Regex.Syntax;

/// <summary>What a node matches. Literal to Any are in order of growing generality: merging two of them keeps the later kind.</summary>
internal enum NodeKind
{
    NoMatch,
    Empty,
    Literal,
    Class,
    AnyNotNewline,
    Any,
    BeginLine,
    EndLine,
    BeginText,
    EndText,
    WordBoundary,
    NoWordBoundary,
    Capture,
    Star,
    Plus,
    Quest,
    Repeat,
    Concat,
    Alternate,
}
