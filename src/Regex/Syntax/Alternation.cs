namespace Steersman.Regex.Syntax;

/// <summary>Branches of an alternation: single runes become classes, common beginnings are taken out, as in Go's <c>factor</c>.</summary>
internal static class Alternation
{
    /// <summary>Adds a branch; two neighbours of one rune each become one class.</summary>
    public static void Add(List<Node> branches, Node branch)
    {
        if (branches.Count > 0 && branch.IsOneRune && branches[^1].IsOneRune)
        {
            branches[^1] = Merge(branches[^1], branch);
            return;
        }

        branches.Add(branch);
    }

    /// <summary>One expression of the branches, in the order of their preference.</summary>
    public static Node Of(List<Node> branches)
    {
        if (branches.Count == 1)
        {
            return branches[0];
        }

        List<Node> flat = new(branches.Count);
        foreach (Node branch in branches)
        {
            if (branch.Kind == NodeKind.Alternate)
            {
                flat.AddRange(branch.Subs);
            }
            else
            {
                flat.Add(branch);
            }
        }

        return Node.Alternate(JoinEmpties(JoinRunes(FactorFirstParts(FactorLiterals(flat)))));
    }

    // abc|abd: ab(?:c|d)
    private static List<Node> FactorLiterals(List<Node> branches)
    {
        List<Node> factored = new(branches.Count);
        for (int start = 0; start < branches.Count;)
        {
            Node? leading = Literals.Leading(branches[start]);
            int common = leading?.Runes.Length ?? 0;
            int end = start + 1;
            for (; leading is not null && end < branches.Count; end++)
            {
                Node? next = Literals.Leading(branches[end]);
                int same = next is not null && next.IsFolded == leading.IsFolded ? leading.Runes.AsSpan(0, common).CommonPrefixLength(next.Runes) : 0;
                if (same == 0)
                {
                    break;
                }

                common = same;
            }

            if (end == start + 1)
            {
                factored.Add(branches[start]);
            }
            else
            {
                List<Node> rest = branches[start..end].ConvertAll(branch => Literals.WithoutLeading(branch, common));
                factored.Add(Node.Concat([Node.Literal(leading!.Runes[..common], leading.IsFolded), Of(rest)]));
            }

            start = end;
        }

        return factored;
    }

    // [ab]c|[ab]d: [ab](?:c|d). Only where the first part is one rune or a fixed count of it: others take different ways through the same text.
    private static List<Node> FactorFirstParts(List<Node> branches)
    {
        List<Node> factored = new(branches.Count);
        for (int start = 0; start < branches.Count;)
        {
            Node? first = FirstPart(branches[start]);
            int end = start + 1;
            if (first is not null && (first.IsOneRune || (first.Kind == NodeKind.Repeat && first.Min == first.Max && first.Subs[0].IsOneRune)))
            {
                while (end < branches.Count && FirstPart(branches[end]) is { } next && first.IsSameAs(next))
                {
                    end++;
                }
            }

            factored.Add(end == start + 1 ? branches[start] : Node.Concat([first!, Of(branches[start..end].ConvertAll(WithoutFirstPart))]));
            start = end;
        }

        return factored;
    }

    private static List<Node> JoinRunes(List<Node> branches)
    {
        List<Node> joined = new(branches.Count);
        bool isInRun = false;
        foreach (Node branch in branches)
        {
            if (isInRun && branch.IsOneRune)
            {
                joined[^1] = Merge(joined[^1], branch);
                continue;
            }

            joined.Add(branch);
            isInRun = branch.IsOneRune;
        }

        return joined;
    }

    private static List<Node> JoinEmpties(List<Node> branches)
    {
        List<Node> joined = new(branches.Count);
        foreach (Node branch in branches)
        {
            if (branch.Kind != NodeKind.Empty || joined.Count == 0 || joined[^1].Kind != NodeKind.Empty)
            {
                joined.Add(branch);
            }
        }

        return joined;
    }

    private static Node Merge(Node left, Node right)
    {
        if (left.IsSameAs(right))
        {
            return left;
        }

        RuneRanges ranges = new();
        AddRunes(ranges, left);
        AddRunes(ranges, right);
        return Node.Class(ranges.ToClass());
    }

    private static void AddRunes(RuneRanges ranges, Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.Any:
                ranges.Add(0, RuneRanges.MaxRune);
                break;
            case NodeKind.AnyNotNewline:
                ranges.Add(0, '\n' - 1);
                ranges.Add('\n' + 1, RuneRanges.MaxRune);
                break;
            case NodeKind.Class:
                ranges.AddClass(node.Runes);
                break;
            case NodeKind.Literal when node.IsFolded:
                ranges.AddFolded(node.Runes[0], node.Runes[0]);
                break;
            default:
                ranges.Add(node.Runes[0], node.Runes[0]);
                break;
        }
    }

    private static Node? FirstPart(Node node)
    {
        Node first = node.Kind == NodeKind.Concat ? node.Subs[0] : node;
        return first.Kind == NodeKind.Empty ? null : first;
    }

    private static Node WithoutFirstPart(Node node) => node.Kind == NodeKind.Concat ? Node.Concat([.. node.Subs.AsSpan(1)]) : Node.Of(NodeKind.Empty);
}
