using Steersman.Yaml.Parsing;

namespace Steersman.Yaml.Decoding;

/// <summary>Finds a key that sigs.k8s.io/yaml cannot make a string of, in what the maps hold in the end: an entry that a later one has replaced does not count.</summary>
internal static class UnsupportedKey
{
    /// <summary>The text of the error, null where every such key was replaced.</summary>
    public static string? Find(Tape tape, int index)
    {
        index = MapEntries.Target(tape, index);
        return tape[index].Kind switch
        {
            NodeKind.Scalar => null,
            NodeKind.Sequence => MapEntries.Children(tape, index).Select(child => Find(tape, child)).FirstOrDefault(static error => error is not null),
            _ => FindInMap(tape, index),
        };
    }

    private static string? FindInMap(Tape tape, int index)
    {
        foreach ((MapKey key, (int keyIndex, int valueIndex)) in MapEntries.Of(tape, index))
        {
            string? error = key.IsUnsupported
                ? $"unsupported map key of type: {(key.Kind == ScalarKind.Null ? "%!s(<nil>)" : "uint64")}, key: {GoSyntax.Format(tape, keyIndex)}, value: {GoSyntax.Format(tape, valueIndex)}"
                : Find(tape, valueIndex);
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }
}
