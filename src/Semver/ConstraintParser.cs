namespace Steersman.Semver;

/// <summary>Splits a constraint into groups (<c>||</c>) of comparators (commas or blanks), after writing hyphen ranges as two comparators.</summary>
internal static class ConstraintParser
{
    private const int MaxConstraintLength = 512;
    private const int MaxGroups = 32;
    private const string OperatorCharacters = "=!<>~^";

    /// <summary>The groups, or the error in Masterminds' words.</summary>
    public static (Comparator[][] Groups, string? Error) Parse(string text)
    {
        if (VersionText.IsLongerThan(MaxConstraintLength, text))
        {
            return ([], $"constraint string is too long (max {MaxConstraintLength} bytes)");
        }

        string[] alternatives = RewriteRanges(text).Split("||");
        if (alternatives.Length > MaxGroups)
        {
            return ([], $"too many constraint groups (max {MaxGroups})");
        }

        Comparator[][] groups = new Comparator[alternatives.Length][];
        for (int index = 0; index < alternatives.Length; index++)
        {
            (List<Comparator> group, string? error) = ParseGroup(alternatives[index]);
            if (error is not null)
            {
                return ([], error);
            }

            groups[index] = [.. group];
        }

        return (groups, null);
    }

    private static (List<Comparator> Group, string? Error) ParseGroup(string text)
    {
        List<(string Operator, Range Version)> found = [];
        int at = SkipBlanks(text, 0);
        while (true)
        {
            int start = at;
            while (at < text.Length && OperatorCharacters.Contains(text[at], StringComparison.Ordinal))
            {
                at++;
            }

            string operatorText = text[start..at];
            at = SkipBlanks(text, at);
            int end = IsOperator(operatorText) ? VersionText.Read(text, at, wildcards: true).End : -1;
            if (end < 0)
            {
                return ([], $"improper constraint: {GoQuote.Quote(text)}");
            }

            found.Add((operatorText, at..end));
            at = SkipBlanks(text, end);
            if (at == text.Length)
            {
                break;
            }

            // Comparators are kept apart by blanks or by one comma.
            bool isComma = text[at] == ',';
            if (!isComma && at == end)
            {
                return ([], $"improper constraint: {GoQuote.Quote(text)}");
            }

            at = isComma ? SkipBlanks(text, at + 1) : at;
        }

        List<Comparator> group = new(found.Count);
        foreach ((string operatorText, Range version) in found)
        {
            if (Comparator.Create(operatorText, text.AsSpan(version)) is not { } comparator)
            {
                return ([], "constraint parser error");
            }

            group.Add(comparator);
        }

        return (group, null);
    }

    private static bool IsOperator(string text) => text is "" or "=" or "!=" or ">" or "<" or ">=" or "=>" or "<=" or "=<" or "~" or "~>" or "^";

    // As the library does it: every "a - b" of the given text, found from the left, replaces its first occurrence in what was made so far.
    private static string RewriteRanges(string text)
    {
        string rewritten = text;
        int at = 0;
        while (at < text.Length)
        {
            if (!TryReadRange(text, at, out int end, out Range from, out Range to))
            {
                at++;
                continue;
            }

            ReadOnlySpan<char> found = text.AsSpan(at..end);
            int place = rewritten.AsSpan().IndexOf(found);
            if (place >= 0)
            {
                rewritten = $"{rewritten.AsSpan(0, place)}>= {text.AsSpan(from)}, <= {text.AsSpan(to)} {rewritten.AsSpan(place + found.Length)}";
            }

            at = end;
        }

        return rewritten;
    }

    private static bool TryReadRange(string text, int start, out int end, out Range from, out Range to)
    {
        (end, from, to) = (0, default, default);
        int fromStart = SkipBlanks(text, start);
        int fromEnd = VersionText.Read(text, fromStart, wildcards: true).End;
        int hyphen = fromEnd < 0 ? -1 : SkipBlanks(text, fromEnd);
        if (hyphen <= fromEnd || hyphen >= text.Length || text[hyphen] != '-')
        {
            return false;
        }

        int toStart = SkipBlanks(text, hyphen + 1);
        int toEnd = toStart == hyphen + 1 ? -1 : VersionText.Read(text, toStart, wildcards: true).End;
        if (toEnd < 0)
        {
            return false;
        }

        (end, from, to) = (SkipBlanks(text, toEnd), fromStart..fromEnd, toStart..toEnd);
        return true;
    }

    // RE2's \s.
    private static int SkipBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\f' or '\r')
        {
            at++;
        }

        return at;
    }
}
