using Steersman.Cel.Lexing;
using Steersman.Cel.Nodes;

namespace Steersman.Cel.Parsing;

/// <summary>From text to tree.</summary>
internal static class CelParser
{
    /// <summary>Parses an expression and expands its macros.</summary>
    /// <param name="source">The expression.</param>
    /// <param name="issues">What is wrong with it, in cel-go's words.</param>
    /// <returns>The tree, which is of use only where there are no issues; null where parsing was given up.</returns>
    public static ParsedExpression? Parse(CelSource source, out IssueList issues)
    {
        issues = new IssueList(source);
        if (source.Length > ParseLimits.Size)
        {
            issues.Report(-1, $"expression code point size exceeds limit: size: {source.Length}, limit {ParseLimits.Size}");
            return null;
        }

        SyntaxNode? tree = Recognize(source, issues, looksAhead: false);
        if (!issues.IsEmpty)
        {
            issues = new IssueList(source);
            tree = Recognize(source, issues, looksAhead: true);
        }

        if (tree is null)
        {
            return null;
        }

        AstBuilder builder = new(issues);
        try
        {
            Expr root = builder.Build(tree);
            return new ParsedExpression(root, builder.Numbers);
        }
        catch (ParseAbortedException)
        {
            return null;
        }
        catch (NodeLimitException)
        {
            issues.Report(-1, $"expression exceeds limit of nodes after macros are expanded: {ParseLimits.Nodes}");
            return null;
        }
    }

    private static SyntaxNode? Recognize(CelSource source, IssueList issues, bool looksAhead)
    {
        try
        {
            return new SyntaxParser(source, issues, looksAhead).Parse();
        }
        catch (ParseAbortedException)
        {
            return null;
        }
    }
}
