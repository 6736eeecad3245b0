namespace Steersman.Regex.Syntax;

/// <summary>Strings of literal runes in concatenations.</summary>
internal static class Literals
{
    /// <summary>The parts with neighbouring literals of the same case rule joined.</summary>
    public static List<Node> Join(List<Node> parts)
    {
        List<Node> joined = new(parts.Count);
        for (int index = 0; index < parts.Count;)
        {
            int end = index + 1;
            if (parts[index].Kind == NodeKind.Literal)
            {
                while (end < parts.Count && parts[end].Kind == NodeKind.Literal && parts[end].IsFolded == parts[index].IsFolded)
                {
                    end++;
                }
            }

            joined.Add(end == index + 1 ? parts[index] : Node.Literal([.. parts[index..end].SelectMany(part => part.Runes)], parts[index].IsFolded));
            index = end;
        }

        return joined;
    }

    /// <summary>The literal an expression begins with; null where it begins otherwise.</summary>
    public static Node? Leading(Node node)
    {
        Node first = node.Kind == NodeKind.Concat && node.Subs.Length > 0 ? node.Subs[0] : node;
        return first.Kind == NodeKind.Literal ? first : null;
    }

    /// <summary>The expression without the first runes of the literal it begins with.</summary>
    public static Node WithoutLeading(Node node, int count)
    {
        Node first = Leading(node)!;
        Node? rest = first.Runes.Length == count ? null : Node.Literal(first.Runes[count..], first.IsFolded);
        if (node.Kind != NodeKind.Concat)
        {
            return rest ?? Node.Of(NodeKind.Empty);
        }

        List<Node> parts = [.. node.Subs.AsSpan(1)];
        if (rest is not null)
        {
            parts.Insert(0, rest);
        }

        return Node.Concat(parts);
    }
}
