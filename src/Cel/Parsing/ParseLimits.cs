namespace Steersman.Cel.Parsing;

/// <summary>What cel-go's parser bounds, and what this one bounds besides.</summary>
internal static class ParseLimits
{
    /// <summary>Code points of an expression.</summary>
    public const int Size = 100_000;

    /// <summary>Levels of nesting.</summary>
    public const int Depth = 250;

    /// <summary>Syntax errors that are reported before parsing is given up.</summary>
    public const int Errors = 100;

    /// <summary>How often the parser tries to go on after an error.</summary>
    public const int Recoveries = 30;

    /// <summary>Tokens that one recovery may skip.</summary>
    public const int RecoveryTokens = 256;

    /// <summary>Nodes of the tree, macros expanded: <c>optMap</c> doubles its target, so that a chain of them would grow without bound.</summary>
    public const int Nodes = 200_000;
}
