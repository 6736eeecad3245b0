namespace Steersman.Helm.Values;

/// <summary>Finds where a JSON value ends that other text follows, as Go's streaming decoder does. It judges nothing: a broken value extends to the end.</summary>
internal static class JsonExtent
{
    private static readonly string[] Literals = ["true", "false", "null"];

    /// <summary>The index behind the value that starts at <paramref name="start"/>; the end of the text where no value can be made out.</summary>
    public static int End(string text, int start)
    {
        char first = text[start];
        if (first is '{' or '[')
        {
            return EndOfNested(text, start);
        }

        if (first == '"')
        {
            return EndOfString(text, start);
        }

        foreach (string literal in Literals)
        {
            if (string.CompareOrdinal(text, start, literal, 0, literal.Length) == 0)
            {
                return start + literal.Length;
            }
        }

        return EndOfNumber(text, start);
    }

    private static int EndOfNested(string text, int start)
    {
        int depth = 0;
        for (int at = start; at < text.Length;)
        {
            switch (text[at])
            {
                case '"':
                    at = EndOfString(text, at);
                    continue;
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']' when --depth == 0:
                    return at + 1;
            }

            at++;
        }

        return text.Length;
    }

    private static int EndOfString(string text, int start)
    {
        for (int at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == '"')
            {
                return at + 1;
            }
        }

        return text.Length;
    }

    private static int EndOfNumber(string text, int start)
    {
        int at = start;
        if (text[at] == '-')
        {
            at++;
        }

        int integer = at;
        at = SkipDigits(text, at);
        if (at == integer)
        {
            return text.Length;
        }

        if (text[integer] == '0')
        {
            at = integer + 1;
        }

        if (at < text.Length && text[at] == '.')
        {
            int fraction = at + 1;
            at = SkipDigits(text, fraction);
            if (at == fraction)
            {
                return text.Length;
            }
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            int exponent = at + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-')
            {
                exponent++;
            }

            at = SkipDigits(text, exponent);
            if (at == exponent)
            {
                return text.Length;
            }
        }

        return at;
    }

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }
}
