using Steersman.Cel.Lexing;

namespace Steersman.Cel.Parsing;

/// <summary>A node of the concrete tree: what the parser recognized, damaged parts included.</summary>
/// <param name="Kind">Its shape.</param>
/// <param name="Start">Its first token.</param>
internal sealed record SyntaxNode(SyntaxKind Kind, Token Start)
{
    /// <summary>The operator or the opening bracket.</summary>
    public Token? Operator { get; set; }

    /// <summary>The operators of a chain, or the colons of a map.</summary>
    public List<Token> Operators { get; } = [];

    /// <summary>The name, or the literal.</summary>
    public Token? Name { get; set; }

    /// <summary>The dot before a name, or the sign before a number.</summary>
    public Token? Prefix { get; set; }

    /// <summary>The names of a message type, or the field of a selection where none was recognized.</summary>
    public List<Token> Names { get; } = [];

    public bool IsOptional { get; set; }

    public List<SyntaxNode> Children { get; } = [];
}
