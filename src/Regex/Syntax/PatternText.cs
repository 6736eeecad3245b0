namespace Steersman.Regex.Syntax;

/// <summary>A pattern with a place in it.</summary>
internal struct PatternText(string pattern)
{
    /// <summary>What <see cref="Next"/> gives at the end, as Go's decoder does.</summary>
    private const int ReplacementRune = 0xFFFD;

    public int At { get; set; }

    public readonly string Pattern { get; } = pattern;

    public readonly bool IsAtEnd => At >= Pattern.Length;

    public readonly char Current => Pattern[At];

    public readonly ReadOnlySpan<char> Rest => Pattern.AsSpan(At);

    /// <summary>The unit so many places on; NUL where there is none.</summary>
    public readonly char Peek(int distance) => At + distance < Pattern.Length ? Pattern[At + distance] : '\0';

    public readonly bool StartsWith(string text) => Rest.StartsWith(text, StringComparison.Ordinal);

    public readonly ReadOnlySpan<char> From(int start) => Pattern.AsSpan(start, At - start);

    /// <summary>Takes the next rune; U+FFFD at the end.</summary>
    /// <exception cref="RegexSyntaxException">The next byte is no valid UTF-8.</exception>
    public int Next()
    {
        if (IsAtEnd)
        {
            return ReplacementRune;
        }

        if (!System.Text.Rune.TryGetRuneAt(Pattern, At, out System.Text.Rune rune))
        {
            throw RegexSyntaxException.Of(SyntaxErrors.InvalidUtf8, Rest);
        }

        At += rune.Utf16SequenceLength;
        return rune.Value;
    }

    /// <summary>Throws where a part of the pattern holds invalid UTF-8; the text names all from there to the part's end.</summary>
    public static void CheckUtf8(ReadOnlySpan<char> part)
    {
        for (int index = 0; index < part.Length;)
        {
            if (System.Text.Rune.DecodeFromUtf16(part[index..], out _, out int used) != System.Buffers.OperationStatus.Done)
            {
                throw RegexSyntaxException.Of(SyntaxErrors.InvalidUtf8, part[index..]);
            }

            index += used;
        }
    }
}
