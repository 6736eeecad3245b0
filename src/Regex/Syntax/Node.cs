namespace Steersman.Regex.Syntax;

/// <summary>A part of a parsed expression; immutable.</summary>
internal sealed class Node
{
    private static readonly int[] NoRunes = [];
    private static readonly Node[] NoSubs = [];

    private Node(NodeKind kind, SyntaxFlags flags, int[] runes, Node[] subs, int min = 0, int max = 0)
    {
        Kind = kind;
        Flags = flags;
        Runes = runes;
        Subs = subs;
        Min = min;
        Max = max;
        Height = 1;
        foreach (Node sub in subs)
        {
            Height = Math.Max(Height, 1 + sub.Height);
        }

        Size = Math.Max(1, ProgramSize());
    }

    public NodeKind Kind { get; }

    public SyntaxFlags Flags { get; }

    /// <summary>The runes of a literal, or the ranges of a class: first and last of each, in order and apart.</summary>
    public int[] Runes { get; }

    public Node[] Subs { get; }

    /// <summary>Least count of a <see cref="NodeKind.Repeat"/>; the number of a <see cref="NodeKind.Capture"/>.</summary>
    public int Min { get; }

    /// <summary>Largest count of a <see cref="NodeKind.Repeat"/>; -1 for no limit.</summary>
    public int Max { get; }

    public int Height { get; }

    /// <summary>About how many instructions it compiles to.</summary>
    public long Size { get; }

    public bool IsFolded => (Flags & SyntaxFlags.FoldCase) != SyntaxFlags.None;

    public bool IsNonGreedy => (Flags & SyntaxFlags.NonGreedy) != SyntaxFlags.None;

    /// <summary>True where it matches exactly one rune of a set.</summary>
    public bool IsOneRune => Kind is NodeKind.Class or NodeKind.AnyNotNewline or NodeKind.Any || (Kind == NodeKind.Literal && Runes.Length == 1);

    public static Node Of(NodeKind kind) => new(kind, SyntaxFlags.None, NoRunes, NoSubs);

    public static Node Literal(int[] runes, bool isFolded) => new(NodeKind.Literal, isFolded ? SyntaxFlags.FoldCase : SyntaxFlags.None, runes, NoSubs);

    /// <summary>A class, or the simpler node that matches the same.</summary>
    public static Node Class(int[] ranges)
    {
        switch (ranges)
        {
            case [0, RuneRanges.MaxRune]:
                return Of(NodeKind.Any);
            case [0, '\n' - 1, '\n' + 1, RuneRanges.MaxRune]:
                return Of(NodeKind.AnyNotNewline);
            case [int only, int last] when only == last:
                return Literal([only], isFolded: false);
            case [int upper, int upperEnd, int lower, int lowerEnd] when upper == upperEnd && lower == lowerEnd && AreOrbit(upper, lower):
                return Literal([upper], isFolded: true);
            case [int first, int second] when first + 1 == second && AreOrbit(first, second):
                return Literal([first], isFolded: true);
            default:
                return new Node(NodeKind.Class, SyntaxFlags.None, ranges, NoSubs);
        }
    }

    public static Node Capture(int number, Node sub) => new(NodeKind.Capture, SyntaxFlags.None, NoRunes, [sub], number);

    /// <summary>Star, plus, quest, or a repeat with counts.</summary>
    public static Node Repeat(NodeKind kind, SyntaxFlags flags, int min, int max, Node sub) => new(kind, flags & SyntaxFlags.NonGreedy, NoRunes, [sub], min, max);

    /// <summary>A concatenation, with those among its parts taken apart.</summary>
    public static Node Concat(List<Node> parts) => Collapse(NodeKind.Concat, parts);

    /// <summary>An alternation as it is written, with those among its parts taken apart.</summary>
    public static Node Alternate(List<Node> parts) => Collapse(NodeKind.Alternate, parts);

    /// <summary>True where both have the same shape; captures are never equal, since they tell matches apart.</summary>
    public bool IsSameAs(Node other)
    {
        if (Kind != other.Kind || Flags != other.Flags || Min != other.Min || Max != other.Max || Kind == NodeKind.Capture || Subs.Length != other.Subs.Length
            || !Runes.AsSpan().SequenceEqual(other.Runes))
        {
            return false;
        }

        for (int index = 0; index < Subs.Length; index++)
        {
            if (!Subs[index].IsSameAs(other.Subs[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreOrbit(int first, int second) => CaseFolding.Next(first) == second && CaseFolding.Next(second) == first;

    private static Node Collapse(NodeKind kind, List<Node> parts)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        List<Node> flat = new(parts.Count);
        foreach (Node part in parts)
        {
            if (part.Kind == kind)
            {
                flat.AddRange(part.Subs);
            }
            else
            {
                flat.Add(part);
            }
        }

        return new Node(kind, SyntaxFlags.None, NoRunes, [.. flat]);
    }

    private long ProgramSize()
    {
        long subs = 0;
        foreach (Node sub in Subs)
        {
            subs += sub.Size;
        }

        return Kind switch
        {
            NodeKind.Literal => Runes.Length,
            NodeKind.Capture or NodeKind.Star => 2 + subs,
            NodeKind.Plus or NodeKind.Quest => 1 + subs,
            NodeKind.Alternate => subs + Subs.Length - 1,
            NodeKind.Repeat when Max < 0 => Min == 0 ? 2 + subs : 1 + (Min * subs),
            NodeKind.Repeat => (Max * subs) + Max - Min,
            _ => subs,
        };
    }
}
