using System.Text;
using Steersman.Regex.Matching;
using Steersman.Regex.Programs;
using Steersman.Regex.Syntax;

namespace Steersman.Regex;

/// <summary>A regular expression with the syntax, the matches and the method names of Go's <c>regexp</c>; immutable and safe for many threads.</summary>
/// <remarks>
/// Texts are Go strings kept as UTF-16, where a lone surrogate U+DC00 + byte stands for a byte that is no valid UTF-8; it matches as U+FFFD.
/// One match takes time linear in the text, all of them up to its square, as in Go. Offsets are those of Go: bytes of the UTF-8 text.
/// </remarks>
public sealed partial class GoRegex
{
    private const string Special = "\\.+*?()|[]{}^$";

    private readonly RegexProgram _program;
    private readonly string[] _names;

    private GoRegex(string pattern)
    {
        (Node root, _names) = RegexParser.Parse(pattern);
        Pattern = pattern;
        _program = ProgramCompiler.Compile(root);
    }

    /// <summary>The source text.</summary>
    public string Pattern { get; }

    /// <summary>How many capturing groups there are.</summary>
    public int NumSubexp => _names.Length - 1;

    /// <summary>The names of the groups by number; "" for unnamed ones and for the first, which is the whole match.</summary>
    public IReadOnlyList<string> SubexpNames => _names;

    /// <summary>The size of the compiled expression: a match takes at most as many steps as this times the length of the text.</summary>
    public int InstructionCount => _program.Instructions.Length;

    /// <summary>Compiles a pattern; one compiled before may be given again.</summary>
    /// <exception cref="RegexSyntaxException">The pattern is no regular expression; the message is Go's.</exception>
    public static GoRegex Compile(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (CompiledCache.Find(pattern) is { } known)
        {
            return known;
        }

        GoRegex regex = new(pattern);
        CompiledCache.Keep(regex);
        return regex;
    }

    /// <summary>The text with everything escaped that has a meaning in a pattern.</summary>
    public static string QuoteMeta(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder quoted = new(text.Length);
        foreach (char unit in text)
        {
            if (Special.Contains(unit, StringComparison.Ordinal))
            {
                quoted.Append('\\');
            }

            quoted.Append(unit);
        }

        return quoted.ToString();
    }

    /// <summary>The text that every match begins with, and whether it is the whole expression.</summary>
    public (string Prefix, bool IsComplete) LiteralPrefix() => (_program.Prefix, _program.IsPrefixComplete);

    /// <summary>The number of the first group of that name; -1 where there is none.</summary>
    public int SubexpIndex(string name) => string.IsNullOrEmpty(name) ? -1 : Array.IndexOf(_names, name);

    public override string ToString() => Pattern;

    private bool TryMatch(ReadOnlySpan<char> text, int start, Span<int> slots, CancellationToken stop) =>
        Matcher.TryMatch(_program, text, start, slots, stop);
}
