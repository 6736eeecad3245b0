using Steersman.Regex.Unicode;

namespace Steersman.Regex.Syntax;

/// <summary>Character classes: brackets, <c>[:alpha:]</c>, <c>\d</c> and <c>\p{Greek}</c>.</summary>
internal static class ClassParser
{
    /// <summary>Takes a class in brackets that begins here; its ranges in order.</summary>
    public static int[] ParseBrackets(ref PatternText text, SyntaxFlags flags)
    {
        int start = text.At;
        text.At++;
        bool isNegative = text.Peek(0) == '^';
        text.At += isNegative ? 1 : 0;
        RuneRanges ranges = new();
        for (bool isFirst = true; isFirst || text.IsAtEnd || text.Current != ']'; isFirst = false)
        {
            if (TryParseNamed(ref text, flags, ranges) || TryParseEscapedClass(ref text, flags, ranges))
            {
                continue;
            }

            ParseRange(ref text, flags, ranges, start);
        }

        text.At++;
        int[] parsed = ranges.ToClass();
        return isNegative ? RuneRanges.Negate(parsed) : parsed;
    }

    /// <summary>Takes <c>\d</c> or <c>\p{...}</c> and their like, where one begins here.</summary>
    public static bool TryParseEscapedClass(ref PatternText text, SyntaxFlags flags, RuneRanges ranges)
    {
        if (text.IsAtEnd || text.Current != '\\')
        {
            return false;
        }

        char letter = text.Peek(1);
        if (letter is 'p' or 'P')
        {
            ParseUnicode(ref text, flags, ranges);
            return true;
        }

        if (CharacterSets.Perl(char.ToLowerInvariant(letter)) is not { } perl)
        {
            return false;
        }

        text.At += 2;
        AddGroup(ranges, perl, char.IsAsciiLetterUpper(letter), flags);
        return true;
    }

    private static bool TryParseNamed(ref PatternText text, SyntaxFlags flags, RuneRanges ranges)
    {
        int length = text.StartsWith("[:") ? text.Rest[2..].IndexOf(":]", StringComparison.Ordinal) : -1;
        if (length < 0)
        {
            return false;
        }

        ReadOnlySpan<char> name = text.Rest.Slice(2, length);
        bool isNegative = name.StartsWith('^');
        if (CharacterSets.Posix(isNegative ? name[1..] : name) is not { } posix)
        {
            throw RegexSyntaxException.Of(SyntaxErrors.InvalidCharRange, text.Rest[..(length + 4)]);
        }

        text.At += length + 4;
        AddGroup(ranges, posix, isNegative, flags);
        return true;
    }

    private static void ParseUnicode(ref PatternText text, SyntaxFlags flags, RuneRanges ranges)
    {
        int start = text.At;
        bool isNegative = text.Peek(1) == 'P';
        text.At += 2;
        int nameStart = text.At;
        int nameEnd;
        if (text.Next() != '{')
        {
            nameEnd = text.At;
        }
        else
        {
            ReadOnlySpan<char> rest = text.Pattern.AsSpan(start);
            int end = rest.IndexOf('}');
            if (end < 0)
            {
                PatternText.CheckUtf8(rest);
                throw RegexSyntaxException.Of(SyntaxErrors.InvalidCharRange, rest);
            }

            PatternText.CheckUtf8(rest[3..end]);
            (nameStart, nameEnd) = (nameStart + 1, start + end);
            text.At = nameEnd + 1;
        }

        ReadOnlySpan<char> name = text.Pattern.AsSpan(nameStart..nameEnd);
        if (name.StartsWith('^'))
        {
            isNegative = !isNegative;
            name = name[1..];
        }

        if (UnicodeTables.Find(name) is not { } table)
        {
            throw RegexSyntaxException.Of(SyntaxErrors.InvalidCharRange, text.From(start));
        }

        AddGroup(ranges, table, isNegative, flags);
    }

    private static void ParseRange(ref PatternText text, SyntaxFlags flags, RuneRanges ranges, int classStart)
    {
        int start = text.At;
        int first = ParseRune(ref text, classStart);
        int last = first;
        // [a-] is a or -.
        if (text.Peek(0) == '-' && text.At + 1 < text.Pattern.Length && text.Peek(1) != ']')
        {
            text.At++;
            last = ParseRune(ref text, classStart);
            if (last < first)
            {
                throw RegexSyntaxException.Of(SyntaxErrors.InvalidCharRange, text.From(start));
            }
        }

        if ((flags & SyntaxFlags.FoldCase) != SyntaxFlags.None)
        {
            ranges.AddFolded(first, last);
        }
        else
        {
            ranges.Add(first, last);
        }
    }

    private static int ParseRune(ref PatternText text, int classStart)
    {
        if (text.IsAtEnd)
        {
            throw RegexSyntaxException.Of(SyntaxErrors.MissingBracket, text.From(classStart));
        }

        return text.Current == '\\' ? EscapeParser.Parse(ref text) : text.Next();
    }

    private static void AddGroup(RuneRanges ranges, int[] group, bool isNegative, SyntaxFlags flags)
    {
        int[] folded = (flags & SyntaxFlags.FoldCase) != SyntaxFlags.None ? RuneRanges.Fold(group) : group;
        ranges.AddClass(isNegative ? RuneRanges.Negate(folded) : folded);
    }
}
