using System.Buffers;

namespace Steersman.Regex.Syntax;

/// <summary>The ASCII classes of Perl and POSIX.</summary>
internal static class CharacterSets
{
    /// <summary>What a capture's name is made of.</summary>
    public static readonly SearchValues<char> Word = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private static readonly int[] Digits = ['0', '9'];
    private static readonly int[] PerlSpace = ['\t', '\n', '\f', '\r', ' ', ' '];
    private static readonly int[] WordRunes = ['0', '9', 'A', 'Z', '_', '_', 'a', 'z'];

    /// <summary>The class of <c>\d</c>, <c>\s</c> or <c>\w</c> by its letter in lower case; null for other letters.</summary>
    public static int[]? Perl(char letter) => letter switch
    {
        'd' => Digits,
        's' => PerlSpace,
        'w' => WordRunes,
        _ => null,
    };

    /// <summary>The class of <c>[:name:]</c>; null for other names.</summary>
    public static int[]? Posix(ReadOnlySpan<char> name) => name switch
    {
        "alnum" => ['0', '9', 'A', 'Z', 'a', 'z'],
        "alpha" => ['A', 'Z', 'a', 'z'],
        "ascii" => [0, 0x7F],
        "blank" => ['\t', '\t', ' ', ' '],
        "cntrl" => [0, 0x1F, 0x7F, 0x7F],
        "digit" => Digits,
        "graph" => ['!', '~'],
        "lower" => ['a', 'z'],
        "print" => [' ', '~'],
        "punct" => ['!', '/', ':', '@', '[', '`', '{', '~'],
        "space" => ['\t', '\r', ' ', ' '],
        "upper" => ['A', 'Z'],
        "word" => WordRunes,
        "xdigit" => ['0', '9', 'A', 'F', 'a', 'f'],
        _ => null,
    };
}
