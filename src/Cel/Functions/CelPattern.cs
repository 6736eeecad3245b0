using System.Diagnostics.CodeAnalysis;
using Steersman.Regex;

namespace Steersman.Cel.Functions;

/// <summary>A regular expression of <c>matches</c>: RE2, in linear time.</summary>
internal sealed class CelPattern
{
    private readonly GoRegex _regex;

    private CelPattern(GoRegex regex) => _regex = regex;

    /// <param name="text">The expression.</param>
    /// <param name="pattern">The compiled expression.</param>
    /// <param name="error">What is wrong with it, in Go's words.</param>
    public static bool TryCompile(string text, [NotNullWhen(true)] out CelPattern? pattern, out string error)
    {
        try
        {
            pattern = new CelPattern(GoRegex.Compile(text));
            error = "";
            return true;
        }
        catch (RegexSyntaxException wrong)
        {
            pattern = null;
            error = wrong.Message;
            return false;
        }
    }

    public bool IsMatch(string text) => _regex.MatchString(text);
}
