namespace Steersman.Kustomize.Selecting;

/// <summary>The words and signs of a label selector (apimachinery's <c>labels.Lexer</c>).</summary>
internal static class LabelTokens
{
    /// <summary>The tokens, the last one empty. A sign that is none begins with <c>error expected:</c>.</summary>
    public static List<(string Text, bool IsSign)> Of(string text)
    {
        List<(string, bool)> tokens = [];
        int at = 0;
        while (true)
        {
            while (at < text.Length && IsBlank(text[at]))
            {
                at++;
            }

            if (at == text.Length || text[at] == '\0')
            {
                tokens.Add(("", true));
                return tokens;
            }

            tokens.Add(IsSpecial(text[at]) ? (Sign(text, ref at), true) : (Word(text, ref at), false));
        }
    }

    private static string Word(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && !IsSpecial(text[at]) && !IsBlank(text[at]) && text[at] != '\0')
        {
            at++;
        }

        return text[start..at];
    }

    // Signs are gathered until what is gathered is known and what comes next does not make it longer.
    private static string Sign(string text, ref int at)
    {
        int start = at;
        string known = "";
        while (at < text.Length && IsSpecial(text[at]))
        {
            string gathered = text[start..(at + 1)];
            if (gathered is ")" or "," or "!" or "==" or "=" or ">" or "<" or "!=" or "(")
            {
                known = gathered;
            }
            else if (known.Length > 0)
            {
                break;
            }

            at++;
        }

        return known.Length > 0 ? known : $"error expected: keyword found '{text[start..at]}'";
    }

    private static bool IsBlank(char unit) => unit is ' ' or '\t' or '\r' or '\n';

    private static bool IsSpecial(char unit) => unit is '=' or '!' or '(' or ')' or ',' or '>' or '<';
}
