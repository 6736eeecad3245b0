namespace Steersman.Helm.Engine;

/// <summary>The kinds of <see cref="GlobNode"/>.</summary>
internal enum GlobKind
{
    Rune,
    Single,
    Any,
    Super,
    List,
    Range,
    Split,
    Jump,
}

/// <summary>A step of a <see cref="GlobPattern"/>.</summary>
/// <param name="Kind">What it does.</param>
internal readonly record struct GlobNode(GlobKind Kind)
{
    /// <summary>The character, or the lowest of a range.</summary>
    public int Low { get; init; }

    /// <summary>The highest of a range.</summary>
    public int High { get; init; }

    /// <summary>True where a list or range takes what is not in it.</summary>
    public bool IsNegated { get; init; }

    /// <summary>The characters of a list.</summary>
    public IReadOnlyList<int> Runes { get; init; } = [];

    /// <summary>Where alternatives begin, or where one goes on.</summary>
    public IReadOnlyList<int> Targets { get; init; } = [];

    public bool IsRepeated => Kind is GlobKind.Any or GlobKind.Super;

    public bool Accepts(int rune) => Kind switch
    {
        GlobKind.Rune => rune == Low,
        GlobKind.Single or GlobKind.Any => rune != '/',
        GlobKind.Super => true,
        GlobKind.List => Runes.Contains(rune) != IsNegated,
        GlobKind.Range => (rune >= Low && rune <= High) != IsNegated,
        _ => false,
    };
}
