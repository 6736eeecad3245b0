using Steersman.GoTemplate.Formatting;

namespace Steersman.Helm.Engine;

/// <summary>A pattern of <c>.Files.Glob</c>, as github.com/gobwas/glob reads it with the separator <c>/</c>. Matching takes time linear in the name.</summary>
internal sealed class GlobPattern
{
    private readonly GlobNode[] _nodes;
    private readonly int _end;

    internal GlobPattern(GlobNode[] nodes)
    {
        _nodes = nodes;
        _end = nodes.Length;
    }

    /// <summary><c>**</c>.</summary>
    public static GlobPattern Everything { get; } = new([new GlobNode(GlobKind.Super)]);

    /// <summary>Reads a pattern; null where it is none.</summary>
    public static GlobPattern? Parse(string pattern) => new GlobParser(pattern).Parse();

    public bool IsMatch(string name)
    {
        HashSet<int> current = [];
        Enter(current, 0);
        ReadOnlySpan<char> rest = name;
        while (!rest.IsEmpty && current.Count > 0)
        {
            int rune = GoUnicode.Decode(rest, out int length);
            rest = rest[length..];
            HashSet<int> next = [];
            foreach (int index in current)
            {
                if (index < _end && _nodes[index].Accepts(rune))
                {
                    Enter(next, _nodes[index].IsRepeated ? index : index + 1);
                }
            }

            current = next;
        }

        return current.Contains(_end);
    }

    // Adds a place in the pattern and all that are reached from it without a character.
    private void Enter(HashSet<int> places, int index)
    {
        if (!places.Add(index) || index == _end)
        {
            return;
        }

        GlobNode node = _nodes[index];
        switch (node.Kind)
        {
            case GlobKind.Any or GlobKind.Super:
                Enter(places, index + 1);
                break;
            case GlobKind.Split:
                foreach (int target in node.Targets)
                {
                    Enter(places, target);
                }

                break;
            case GlobKind.Jump:
                Enter(places, node.Targets[0]);
                break;
        }
    }
}
