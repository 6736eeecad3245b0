using Steersman.Yaml.Parsing;

namespace Steersman.Yaml.Decoding;

/// <summary>What go-yaml's map of a mapping node holds in the end: of several entries with one key the last, what <c>&lt;&lt;</c> brings included.</summary>
/// <remarks>Only for nodes that were decoded without an error: their aliases end, their depth is bounded, their keys are scalars.</remarks>
internal static class MapEntries
{
    /// <summary>The entries: where the key and the value stand on the tape.</summary>
    public static Dictionary<MapKey, (int Key, int Value)> Of(Tape tape, int index)
    {
        Dictionary<MapKey, (int Key, int Value)> entries = [];
        Collect(tape, index, entries);
        return entries;
    }

    /// <summary>The nodes of a sequence, or the keys and values of a mapping in turn.</summary>
    public static IEnumerable<int> Children(Tape tape, int index)
    {
        int end = tape[index].End;
        for (int child = index + 1; child < end; child = tape[child].Kind is NodeKind.Alias ? child + 1 : tape[child].End)
        {
            yield return child;
        }
    }

    /// <summary>The node that an alias names; any other node itself.</summary>
    public static int Target(Tape tape, int index)
    {
        while (tape[index].Kind is NodeKind.Alias)
        {
            index = tape[index].End;
        }

        return index;
    }

    private static void Collect(Tape tape, int index, Dictionary<MapKey, (int Key, int Value)> entries)
    {
        index = Target(tape, index);
        if (tape[index].Kind is NodeKind.Sequence)
        {
            // Several maps to merge: the first wins.
            foreach (int child in Children(tape, index).Reverse())
            {
                Collect(tape, child, entries);
            }

            return;
        }

        int[] nodes = [.. Children(tape, index)];
        for (int at = 0; at < nodes.Length; at += 2)
        {
            if (MapKey.IsMerge(tape, tape[nodes[at]]))
            {
                Collect(tape, nodes[at + 1], entries);
            }
            else
            {
                entries[MapKey.Of(tape, tape[Target(tape, nodes[at])])] = (nodes[at], nodes[at + 1]);
            }
        }
    }
}
