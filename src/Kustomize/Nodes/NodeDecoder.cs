using Steersman.Yaml;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Nodes;

/// <summary>
/// What a node stands for: go-yaml v3's decoding into <c>map[string]interface {}</c>, after kyaml has written the node as text where it does so
/// (<c>RNode.MarshalJSON</c>).
/// </summary>
/// <remarks>Values are null, bool, long, ulong, double, string, <see cref="YamlTime"/>, lists of object, dictionaries by string and <see cref="MixedMap"/>.</remarks>
internal sealed class NodeDecoder
{
    private readonly YamlNode _root;
    private readonly bool _isWritten;
    private readonly List<(YamlNode First, YamlNode Second)> _duplicates = [];

    private NodeDecoder(YamlNode root, bool isWritten)
    {
        _root = root;
        _isWritten = isWritten;
    }

    /// <summary>Decodes a tree without aliases.</summary>
    /// <param name="node">The root; the keys of a mapping here are strings whatever they look like.</param>
    /// <param name="isWritten">The node goes through text: within brackets nothing is the empty string.</param>
    /// <exception cref="YamlException">A key stands twice, or a text is not what its tag says.</exception>
    public static object? Decode(YamlNode node, bool isWritten)
    {
        NodeDecoder decoder = new(node, isWritten);
        object? value = decoder.Value(node, isFlow: false, isRoot: true);
        return decoder._duplicates.Count == 0 ? value : throw decoder.Duplicates();
    }

    private object? Value(YamlNode node, bool isFlow, bool isRoot = false)
    {
        isFlow |= node.Style.HasFlag(YamlNodeStyle.Flow);
        return node.Kind switch
        {
            YamlNodeKind.Scalar => Scalar(node, isFlow),
            YamlNodeKind.Sequence => node.Content.ConvertAll(item => Value(item, isFlow)),
            YamlNodeKind.Mapping => Mapping(node, isFlow, isRoot),
            _ => throw new YamlException("yaml: unknown anchor '" + node.Value + "' referenced"),
        };
    }

    private object? Scalar(YamlNode node, bool isFlow) =>
        _isWritten && isFlow && node.Value.Length == 0 && (node.Style & (YamlNodeStyle.Indicated | YamlNodeStyle.Tagged)) == YamlNodeStyle.None ? "" : YamlScalarValue.Of(node);

    private object? Mapping(YamlNode node, bool isFlow, bool isRoot)
    {
        int before = _duplicates.Count;
        List<YamlNode> content = node.Content;
        FindDuplicates(content);
        if (_duplicates.Count > before)
        {
            return null;
        }

        List<KeyValuePair<object?, object?>> entries = new(content.Count / 2);
        bool isByString = true;
        for (int index = 0; index + 1 < content.Count; index += 2)
        {
            YamlNode key = content[index];
            if (key.Kind != YamlNodeKind.Scalar)
            {
                throw new YamlException($"yaml: invalid map key: {GoSyntax.Write(Value(key, isFlow))}");
            }

            object? name = key.Tag == YamlTags.Merge ? key.Value : isRoot ? key.Value : Scalar(key, isFlow: true);
            isByString &= name is string;
            entries.Add(new KeyValuePair<object?, object?>(name, Value(content[index + 1], isFlow)));
        }

        if (!isByString)
        {
            return new MixedMap(entries);
        }

        Dictionary<string, object?> map = new(entries.Count, StringComparer.Ordinal);
        foreach ((object? key, object? value) in entries)
        {
            map[(string)key!] = value;
        }

        return map;
    }

    private void FindDuplicates(List<YamlNode> content)
    {
        HashSet<(YamlNodeKind, string)> seen = new(content.Count / 2);
        bool hasAny = false;
        for (int index = 0; index + 1 < content.Count; index += 2)
        {
            hasAny |= !seen.Add((content[index].Kind, content[index].Value));
        }

        for (int first = 0; hasAny && first + 1 < content.Count; first += 2)
        {
            for (int second = first + 2; second + 1 < content.Count && _duplicates.Count < 100; second += 2)
            {
                if (content[first].Kind == content[second].Kind && content[first].Value == content[second].Value)
                {
                    _duplicates.Add((content[first], content[second]));
                }
            }
        }
    }

    private YamlException Duplicates()
    {
        Dictionary<YamlNode, int> lines = new(ReferenceEqualityComparer.Instance);
        YamlNodeWriter.Write(_root, lines);
        return new YamlException("yaml: unmarshal errors:\n" + string.Join('\n', _duplicates.Select(pair =>
            $"  line {lines.GetValueOrDefault(pair.Second)}: mapping key {QuotedText.Quote(pair.Second.Value)} already defined at line {lines.GetValueOrDefault(pair.First)}")));
    }
}
