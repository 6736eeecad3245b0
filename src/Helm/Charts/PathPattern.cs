using System.Text;

namespace Steersman.Helm.Charts;

/// <summary>Go's <c>filepath.Match</c> on slash paths: <c>*</c> and <c>?</c> stay within an element, <c>[a-z]</c>, <c>[^a]</c>, backslash quotes.</summary>
public static class PathPattern
{
    private const string BadPattern = "syntax error in pattern";

    /// <summary>True where the pattern matches the whole name.</summary>
    /// <exception cref="HelmException">The pattern is malformed.</exception>
    public static bool Match(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        while (pattern.Length > 0)
        {
            bool star = TakeChunk(ref pattern, out ReadOnlySpan<char> chunk);
            if (star && chunk.Length == 0)
            {
                return !name.Contains('/');
            }

            if (MatchChunk(chunk, name, out ReadOnlySpan<char> rest) && (rest.Length == 0 || pattern.Length > 0))
            {
                name = rest;
                continue;
            }

            if (star && SkipTo(chunk, ref name, isLast: pattern.Length == 0))
            {
                continue;
            }

            // What is left of the pattern is still checked.
            while (pattern.Length > 0)
            {
                TakeChunk(ref pattern, out chunk);
                MatchChunk(chunk, default, out _);
            }

            return false;
        }

        return name.Length == 0;
    }

    private static bool SkipTo(scoped ReadOnlySpan<char> chunk, scoped ref ReadOnlySpan<char> name, bool isLast)
    {
        for (int skipped = 0; skipped < name.Length && name[skipped] != '/'; skipped++)
        {
            if (MatchChunk(chunk, name[(skipped + 1)..], out ReadOnlySpan<char> rest) && (!isLast || rest.Length == 0))
            {
                name = rest;
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes leading stars and what follows them up to the next star; true where there was a star.</summary>
    private static bool TakeChunk(scoped ref ReadOnlySpan<char> pattern, out ReadOnlySpan<char> chunk)
    {
        ReadOnlySpan<char> rest = pattern.TrimStart('*');
        bool star = rest.Length < pattern.Length;
        bool inClass = false;
        int end = 0;
        for (; end < rest.Length && (rest[end] != '*' || inClass); end++)
        {
            switch (rest[end])
            {
                case '\\' when end + 1 < rest.Length:
                    end++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
            }
        }

        chunk = rest[..end];
        pattern = rest[end..];
        return star;
    }

    /// <summary>Matches a chunk without stars at the start of the text; goes on to check its syntax where it does not match.</summary>
    private static bool MatchChunk(scoped ReadOnlySpan<char> chunk, ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        bool failed = false;
        while (chunk.Length > 0)
        {
            failed |= text.Length == 0;
            switch (chunk[0])
            {
                case '[':
                    int rune = failed ? 0 : TakeRune(ref text);
                    chunk = chunk[1..];
                    failed |= !MatchClass(ref chunk, rune);
                    continue;
                case '?':
                    if (!failed)
                    {
                        failed = text[0] == '/';
                        TakeRune(ref text);
                    }

                    chunk = chunk[1..];
                    continue;
                case '\\':
                    chunk = chunk[1..];
                    if (chunk.Length == 0)
                    {
                        throw new HelmException(BadPattern);
                    }

                    break;
            }

            if (!failed)
            {
                failed = chunk[0] != text[0];
                text = text[1..];
            }

            chunk = chunk[1..];
        }

        rest = failed ? default : text;
        return !failed;
    }

    private static bool MatchClass(scoped ref ReadOnlySpan<char> chunk, int rune)
    {
        bool negated = chunk.Length > 0 && chunk[0] == '^';
        if (negated)
        {
            chunk = chunk[1..];
        }

        bool matches = false;
        for (int ranges = 0; chunk.Length == 0 || chunk[0] != ']' || ranges == 0; ranges++)
        {
            int low = TakeMember(ref chunk);
            int high = low;
            if (chunk[0] == '-')
            {
                chunk = chunk[1..];
                high = TakeMember(ref chunk);
            }

            matches |= low <= rune && rune <= high;
        }

        chunk = chunk[1..];
        return matches != negated;
    }

    private static int TakeMember(scoped ref ReadOnlySpan<char> chunk)
    {
        if (chunk.Length == 0 || chunk[0] is '-' or ']')
        {
            throw new HelmException(BadPattern);
        }

        if (chunk[0] == '\\')
        {
            chunk = chunk[1..];
        }

        if (chunk.Length == 0)
        {
            throw new HelmException(BadPattern);
        }

        int rune = TakeRune(ref chunk);
        return chunk.Length == 0 || rune is >= 0xD800 and <= 0xDFFF ? throw new HelmException(BadPattern) : rune;
    }

    private static int TakeRune(scoped ref ReadOnlySpan<char> text)
    {
        bool isRune = Rune.DecodeFromUtf16(text, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
        int value = isRune ? rune.Value : text[0];
        text = text[length..];
        return value;
    }
}
