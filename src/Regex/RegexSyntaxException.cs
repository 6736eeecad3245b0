namespace Steersman.Regex;

/// <summary>A pattern that is no regular expression; the message is the one of Go's <c>regexp.Compile</c>.</summary>
public sealed class RegexSyntaxException : FormatException
{
    public RegexSyntaxException()
    {
    }

    public RegexSyntaxException(string message)
        : base(message)
    {
    }

    public RegexSyntaxException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes Go's text of a code (<see cref="Syntax.SyntaxErrors"/>) and the part of the pattern it is about.</summary>
    internal static RegexSyntaxException Of(string code, ReadOnlySpan<char> part) => new($"error parsing regexp: {code}: `{part}`");
}
