using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Nodes;

/// <summary>Puts what aliases and merge keys stand for in their place (kyaml's <c>DeAnchor</c>).</summary>
internal sealed class Anchors(Budget budget)
{
    private readonly HashSet<YamlNode> _open = [];

    /// <summary>The node without aliases and merge keys.</summary>
    /// <exception cref="KustomizeException">An anchor contains itself, or what is merged is no mapping.</exception>
    public YamlNode Inline(YamlNode node)
    {
        switch (node.Kind)
        {
            case YamlNodeKind.Scalar:
                return node;
            case YamlNodeKind.Alias:
                if (!_open.Add(node.Target!))
                {
                    throw new KustomizeException($"anchor '{node.Value}' value contains itself");
                }

                YamlNode copy = Copy(Inline(node.Target!));
                _open.Remove(node.Target!);
                return copy;
            case YamlNodeKind.Mapping:
                MergeAll(node);
                break;
        }

        bool isNew = _open.Add(node);
        for (int index = 0; index < node.Content.Count; index++)
        {
            node.Content[index] = Inline(node.Content[index]);
        }

        if (isNew)
        {
            _open.Remove(node);
        }

        return node;
    }

    private YamlNode Copy(YamlNode node)
    {
        budget.Copies(1 + node.Content.Count);
        YamlNode copy = new(node.Kind) { Style = node.Style, Tag = node.Tag, Value = node.Value, Target = node.Target };
        foreach (YamlNode child in node.Content)
        {
            copy.Content.Add(Copy(child));
        }

        return copy;
    }

    private void MergeAll(YamlNode mapping)
    {
        YamlNode? merged = null;
        for (int index = 0; index + 1 < mapping.Content.Count; index += 2)
        {
            if (mapping.Content[index].Tag == YamlTags.Merge)
            {
                merged = merged is null ? mapping.Content[index + 1] : throw new KustomizeException("duplicate merge key");
            }
        }

        if (merged is null)
        {
            return;
        }

        List<YamlNode> sources = Sources(merged);
        NodeFields.Clear(mapping, "<<");
        YamlNode own = Copy(mapping);
        sources.Add(own);
        YamlNode result = Copy(mapping);
        foreach (YamlNode source in sources)
        {
            YamlNode entries = ReferenceEquals(source, own) ? own : Copy(source);
            for (int index = 0; index + 1 < entries.Content.Count; index += 2)
            {
                SetEntry(result, entries.Content[index], NodeFields.Field(entries, entries.Content[index].Value)!);
            }
        }

        mapping.Become(result);
    }

    private static List<YamlNode> Sources(YamlNode merged)
    {
        switch (merged.Kind)
        {
            case YamlNodeKind.Mapping:
                return [merged];
            case YamlNodeKind.Alias:
                return merged.Target!.Kind == YamlNodeKind.Mapping ? [merged.Target] : throw new KustomizeException("invalid map merge: received alias for a non-map value");
            case YamlNodeKind.Sequence:
                List<YamlNode> sources = [];
                foreach (YamlNode item in merged.Content)
                {
                    sources.InsertRange(0, item.Kind == YamlNodeKind.Sequence ? throw new KustomizeException("invalid map merge: received a nested sequence") : Sources(item));
                }

                return sources;
            default:
                throw new KustomizeException("map merge requires map or sequence of maps as the value");
        }
    }

    private static void SetEntry(YamlNode mapping, YamlNode key, YamlNode value)
    {
        for (int index = 0; index + 1 < mapping.Content.Count; index += 2)
        {
            if (mapping.Content[index].Value == key.Value)
            {
                (mapping.Content[index], mapping.Content[index + 1]) = (key, value);
                return;
            }
        }

        mapping.Content.Add(key);
        mapping.Content.Add(value);
    }
}
