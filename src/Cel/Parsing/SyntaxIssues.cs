using Steersman.Regex;

namespace Steersman.Cel.Parsing;

/// <summary>Takes the syntax errors of lexer and parser, and ends parsing when there are too many.</summary>
internal sealed class SyntaxIssues(IssueList issues)
{
    /// <summary>A reserved word behind a dot is reported as cel-go always did.</summary>
    private static readonly GoRegex ReservedWord = GoRegex.Compile("no viable alternative at input '.(true|false|null)'");

    private int _count;

    public bool IsEmpty => _count == 0;

    /// <exception cref="ParseAbortedException">There were too many errors.</exception>
    public void Report(int offset, string message)
    {
        if (_count++ < ParseLimits.Errors)
        {
            issues.Report(offset, "Syntax error: " + ReservedWord.ReplaceAllString(message, "mismatched input '$1' expecting IDENTIFIER"));
            return;
        }

        issues.Report(offset, $"Syntax error: More than {ParseLimits.Errors} syntax errors");
        throw new ParseAbortedException();
    }

    /// <summary>Reports what has no place and ends parsing.</summary>
    public ParseAbortedException Abort(string message)
    {
        issues.Report(-1, message);
        return new ParseAbortedException();
    }
}
