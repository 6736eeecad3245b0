namespace Steersman.Cel.Lexing;

/// <summary>A piece of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins, in code points.</param>
/// <param name="Text">Its text; empty at the end of input.</param>
/// <param name="Index">Its place among the visible tokens.</param>
internal sealed record Token(TokenKind Kind, int Start, string Text, int Index)
{
    /// <summary>The token as syntax errors name it.</summary>
    public string Display => Quote(Kind == TokenKind.Eof ? "<EOF>" : Text);

    /// <summary>Quotes a piece of input for a message; line breaks and tabs are shown as escapes.</summary>
    public static string Quote(string text) =>
        "'" + text.Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal) + "'";
}
