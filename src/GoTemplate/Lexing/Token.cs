using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Lexing;

/// <summary>A piece of template text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="Text">Its text; for an error the message. Empty for text and delimiters, whose length is enough.</param>
/// <param name="Length">Its length in UTF-16 units.</param>
/// <param name="Line">The line of its start, from 1.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, string Text, int Line)
{
    private const int Shown = 10;

    /// <summary>The token as parse errors name it.</summary>
    public string Describe(string source)
    {
        switch (Kind)
        {
            case TokenKind.Eof:
                return "EOF";
            case TokenKind.Error:
                return Text;
            case > TokenKind.Keyword:
                return $"<{Text}>";
        }

        ReadOnlySpan<char> text = source.AsSpan(Start, Length);
        return GoString.ByteLength(text) > Shown ? GoQuote.Quote(FirstRunes(text)) + "..." : GoQuote.Quote(text.ToString());
    }

    private static string FirstRunes(ReadOnlySpan<char> text)
    {
        int end = 0;
        for (int count = 0; count < Shown && end < text.Length; count++)
        {
            GoUnicode.Decode(text[end..], out int length);
            end += length;
        }

        return text[..end].ToString();
    }
}
