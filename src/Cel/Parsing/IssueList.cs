using System.Text;
using Steersman.Cel.Lexing;

namespace Steersman.Cel.Parsing;

/// <summary>The issues of one expression, shown as cel-go's <c>common.Errors</c> shows them: by place, each with its line and a mark below it.</summary>
internal sealed class IssueList(CelSource source)
{
    private const int MaxReported = 100;
    private const int MaxSnippetBytes = 16384;

    private readonly List<CelIssue> _issues = [];

    /// <summary>How many there were, those beyond the first hundred included.</summary>
    public int Count { get; private set; }

    public bool IsEmpty => Count == 0;

    /// <summary>The issues, at most a hundred, by place.</summary>
    public IReadOnlyList<CelIssue> Sorted => [.. _issues.OrderBy(issue => issue.Line).ThenBy(issue => issue.Column)];

    /// <param name="offset">The place in code points; negative for an issue without a place.</param>
    /// <param name="message">What is wrong.</param>
    public void Report(int offset, string message)
    {
        Count++;
        if (_issues.Count < MaxReported)
        {
            (int line, int column) = offset < 0 ? (-1, 0) : source.Locate(offset);
            _issues.Add(new CelIssue(line, column, message));
        }
    }

    public override string ToString()
    {
        StringBuilder text = new();
        foreach (CelIssue issue in Sorted)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            text.Append($"ERROR: <input>:{issue.Line}:{issue.Column}: {issue.Message}");
            if (issue.Line > 0 && source.Length > 0)
            {
                AppendSnippet(text, issue);
            }
        }

        if (Count > MaxReported)
        {
            text.Append($"\n{Count - MaxReported} more errors were truncated");
        }

        return text.ToString();
    }

    private void AppendSnippet(StringBuilder text, CelIssue issue)
    {
        string line = source.Line(issue.Line).Replace('\t', ' ');
        if (Encoding.UTF8.GetByteCount(line) > MaxSnippetBytes)
        {
            return;
        }

        text.Append("\n | ").Append(line).Append("\n | ");
        int column = 1;
        bool isWide = false;
        foreach (Rune rune in line.EnumerateRunes())
        {
            isWide = rune.Utf8SequenceLength > 1;
            if (column == issue.Column)
            {
                break;
            }

            text.Append(isWide ? '．' : '.');
            isWide = false;
            column++;
        }

        text.Append(isWide ? '＾' : '^');
    }
}
