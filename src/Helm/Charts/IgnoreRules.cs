namespace Steersman.Helm.Charts;

/// <summary>The rules of a .helmignore file (Helm's pkg/ignore). Immutable.</summary>
public sealed class IgnoreRules
{
    /// <summary>Name of the file with the rules.</summary>
    public const string FileName = ".helmignore";

    // Go's bufio.Scanner refuses a longer line.
    private const int LongestLine = 64 * 1024;

    private readonly List<Rule> _rules = [];

    private IgnoreRules()
    {
    }

    /// <summary>Reads rules, one a line.</summary>
    /// <param name="text">Text of the file; empty for none.</param>
    /// <param name="addDefaults">Adds Helm's own rule, which ignores hidden files in templates/.</param>
    /// <exception cref="HelmException">A rule is malformed.</exception>
    public static IgnoreRules Parse(string text, bool addDefaults = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        IgnoreRules rules = new();
        string withoutMark = text.StartsWith('\uFEFF') ? text[1..] : text;
        foreach (Range line in withoutMark.AsSpan().Split('\n'))
        {
            rules.Add(withoutMark.AsSpan()[line]);
        }

        if (addDefaults)
        {
            rules.Add("templates/.?*");
        }

        return rules;
    }

    /// <summary>Whether a path is ignored. Rules are asked in order.</summary>
    /// <param name="path">Slash path relative to the chart.</param>
    /// <param name="isDirectory">Whether it is a directory.</param>
    public bool Ignores(string path, bool isDirectory)
    {
        if (path is "" or "." or "./")
        {
            return false;
        }

        foreach (Rule rule in _rules)
        {
            if (rule.IsNegated)
            {
                // As Helm has it: a negated rule ignores whatever it does not match.
                if ((rule.IsDirectoryOnly && !isDirectory) || !rule.Matches(path))
                {
                    return true;
                }
            }
            else if ((!rule.IsDirectoryOnly || isDirectory) && rule.Matches(path))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(ReadOnlySpan<char> line)
    {
        if (line.Length >= LongestLine)
        {
            throw new HelmException("bufio.Scanner: token too long");
        }

        ReadOnlySpan<char> rule = line.Trim();
        if (rule.Length == 0 || rule[0] == '#')
        {
            return;
        }

        if (rule.Contains("**", StringComparison.Ordinal))
        {
            throw new HelmException("double-star (**) syntax is not supported");
        }

        // A malformed rule shows at any name.
        PathPattern.Match(rule, "abc");

        bool negated = rule[0] == '!';
        rule = negated ? rule[1..] : rule;
        bool directory = rule.EndsWith("/");
        rule = directory ? rule[..^1] : rule;
        bool rooted = rule.StartsWith("/");
        bool whole = rooted || rule.Contains('/');
        _rules.Add(new Rule((rooted ? rule[1..] : rule).ToString(), negated, directory, whole));
    }

    private sealed record Rule(string Pattern, bool IsNegated, bool IsDirectoryOnly, bool IsWholePath)
    {
        public bool Matches(string path)
        {
            try
            {
                return PathPattern.Match(Pattern, IsWholePath ? path : SlashPath.Base(path));
            }
            catch (HelmException)
            {
                // Only parts of a rule that was checked as a whole can fail here; Helm logs it and goes on.
                return false;
            }
        }
    }
}
