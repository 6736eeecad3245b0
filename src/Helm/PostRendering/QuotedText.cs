namespace Steersman.Helm.PostRendering;

/// <summary>Quoted scalars on one line.</summary>
internal static class QuotedText
{
    /// <summary>The index behind the closing quote of the scalar at <paramref name="start"/>.</summary>
    /// <exception cref="LayoutException">It is not closed on this line.</exception>
    public static int End(string text, int start)
    {
        char quote = text[start];
        for (int at = start + 1; at < text.Length; at++)
        {
            if (quote == '"' && text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == quote)
            {
                if (quote == '"' || at + 1 == text.Length || text[at + 1] != '\'')
                {
                    return at + 1;
                }

                at++;
            }
        }

        throw new LayoutException("a quoted scalar over several lines");
    }
}
