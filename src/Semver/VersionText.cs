namespace Steersman.Semver;

/// <summary>The parts of a version text as its grammar finds them: <c>v?part(.part)?(.part)?(-prerelease)?(+metadata)?</c>, greedy from the left.</summary>
/// <remarks>Versions and constraints share the grammar; in a constraint a part may also hold <c>x X *</c> (and <c>|</c>, which no version accepts later).</remarks>
internal readonly ref struct VersionText
{
    private VersionText(ReadOnlySpan<char> major, ReadOnlySpan<char> minor, ReadOnlySpan<char> patch, ReadOnlySpan<char> prerelease, ReadOnlySpan<char> metadata, int end)
    {
        Major = major;
        Minor = minor;
        Patch = patch;
        Prerelease = prerelease;
        Metadata = metadata;
        End = end;
    }

    public ReadOnlySpan<char> Major { get; }

    public ReadOnlySpan<char> Minor { get; }

    public ReadOnlySpan<char> Patch { get; }

    public ReadOnlySpan<char> Prerelease { get; }

    public ReadOnlySpan<char> Metadata { get; }

    /// <summary>Where the version ends in the text; -1 where there is none.</summary>
    public int End { get; }

    /// <summary>True where a text has more bytes than that in UTF-8. A lone low surrogate stands for a byte that is none.</summary>
    public static bool IsLongerThan(int bytes, ReadOnlySpan<char> text)
    {
        int length = text.Length;
        for (int index = 0; index < text.Length && length <= bytes; index++)
        {
            char character = text[index];
            bool isPaired = char.IsLowSurrogate(character) && index > 0 && char.IsHighSurrogate(text[index - 1]);
            length += character < 0x80 || (char.IsLowSurrogate(character) && !isPaired) ? 0 : character < 0x800 || char.IsSurrogate(character) ? 1 : 2;
        }

        return length > bytes;
    }

    /// <summary>Reads the longest version at a place of the text.</summary>
    public static VersionText Read(ReadOnlySpan<char> text, int start, bool wildcards)
    {
        int at = start < text.Length && text[start] == 'v' ? start + 1 : start;
        int end = PartEnd(text, at, wildcards);
        if (end == at)
        {
            return new VersionText([], [], [], [], [], -1);
        }

        ReadOnlySpan<char> major = text[at..end];
        ReadOnlySpan<char> minor = ReadPart(text, ref end, wildcards);
        // Without a second part there can be no third: the dot that would begin it was not followed by a part.
        ReadOnlySpan<char> patch = ReadPart(text, ref end, wildcards);
        ReadOnlySpan<char> prerelease = ReadIdentifiers(text, ref end, '-');
        ReadOnlySpan<char> metadata = ReadIdentifiers(text, ref end, '+');
        return new VersionText(major, minor, patch, prerelease, metadata, end);
    }

    private static ReadOnlySpan<char> ReadPart(ReadOnlySpan<char> text, scoped ref int at, bool wildcards)
    {
        if (at >= text.Length || text[at] != '.')
        {
            return [];
        }

        int end = PartEnd(text, at + 1, wildcards);
        ReadOnlySpan<char> part = text[(at + 1)..end];
        at = part.IsEmpty ? at : end;
        return part;
    }

    private static ReadOnlySpan<char> ReadIdentifiers(ReadOnlySpan<char> text, scoped ref int at, char mark)
    {
        if (at >= text.Length || text[at] != mark)
        {
            return [];
        }

        int start = at + 1;
        int end = IdentifierEnd(text, start);
        if (end == start)
        {
            return [];
        }

        while (end < text.Length && text[end] == '.')
        {
            int next = IdentifierEnd(text, end + 1);
            if (next == end + 1)
            {
                break;
            }

            end = next;
        }

        at = end;
        return text[start..end];
    }

    private static int PartEnd(ReadOnlySpan<char> text, int at, bool wildcards)
    {
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (wildcards && text[at] is 'x' or 'X' or '*' or '|')))
        {
            at++;
        }

        return at;
    }

    private static int IdentifierEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '-'))
        {
            at++;
        }

        return at;
    }
}
