using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Nodes;

/// <summary>Reading and writing fields of nodes by the rules of kyaml's filters (<c>fns.go</c>, <c>rnode.go</c>).</summary>
internal static class NodeFields
{
    /// <summary>kyaml's <c>IsMissingOrNull</c>.</summary>
    public static bool IsMissingOrNull(YamlNode? node) => node is null || node.Tag == YamlTags.Null;

    /// <summary>kyaml's <c>IsNilOrEmpty</c>: missing, null, or an empty collection.</summary>
    public static bool IsNilOrEmpty(YamlNode? node) => IsMissingOrNull(node) || (node!.Kind is YamlNodeKind.Mapping or YamlNodeKind.Sequence && node.Content.Count == 0);

    /// <summary>kyaml's <c>IsEmptyMap</c>.</summary>
    public static bool IsEmptyMap(YamlNode? node) => IsMissingOrNull(node) || (node!.Kind == YamlNodeKind.Mapping && node.Content.Count == 0);

    /// <summary>kyaml's <c>GetValue</c>: the text of a scalar; empty for null and for anything else.</summary>
    public static string ValueOf(YamlNode? node) => IsMissingOrNull(node) ? "" : node!.Value;

    /// <summary>The value of a field; null where the node is no mapping or has none of that name.</summary>
    public static YamlNode? Field(YamlNode? node, string name) => node is { Kind: YamlNodeKind.Mapping } && IndexOf(node, name) is >= 0 and int index ? node.Content[index + 1] : null;

    public static YamlNode? Key(YamlNode? node, string name) => node is { Kind: YamlNodeKind.Mapping } && IndexOf(node, name) is >= 0 and int index ? node.Content[index] : null;

    /// <summary>Refuses a node that is neither missing nor null nor of the kind.</summary>
    /// <exception cref="KustomizeException">The node is of another kind.</exception>
    public static void ErrorIfInvalid(YamlNode? node, YamlNodeKind kind)
    {
        if (IsMissingOrNull(node) || node!.Kind == kind)
        {
            return;
        }

        string message = $"wrong node kind: expected {kind}Node but got {node.Kind}Node";
        throw new KustomizeException($"{message}: node contents:\n{YamlNodeWriter.Write(node)}", message);
    }

    /// <summary>kyaml's <c>FieldMatcher</c> by name: as <see cref="Field"/>, but a node that is no mapping is refused.</summary>
    public static YamlNode? Get(YamlNode? node, string name)
    {
        if (IsMissingOrNull(node))
        {
            return null;
        }

        ErrorIfInvalid(node, YamlNodeKind.Mapping);
        return Field(node, name);
    }

    /// <summary>kyaml's <c>FieldClearer</c>.</summary>
    public static void Clear(YamlNode? node, string name)
    {
        if (node is null)
        {
            return;
        }

        ErrorIfInvalid(node, YamlNodeKind.Mapping);
        int index = IndexOf(node, name);
        if (index >= 0)
        {
            node.Content.RemoveRange(index, 2);
        }
    }

    /// <summary>kyaml's <c>FieldSetter</c>: an existing field keeps its style, a null takes it away unless it is to be kept. Without a name the scalar itself is set.</summary>
    public static void Set(YamlNode node, string name, YamlNode? value, bool keepNull = false, YamlNodeStyle keyStyle = YamlNodeStyle.None)
    {
        if (value is { Kind: YamlNodeKind.Scalar, Tag: "" or YamlTags.String, Style: YamlNodeStyle.None } && YamlTags.IsOtherwiseInYaml11(value.Value))
        {
            value.Style = YamlNodeStyle.DoubleQuoted;
        }

        if (name.Length == 0)
        {
            ErrorIfInvalid(node, YamlNodeKind.Scalar);
            if (!IsMissingOrNull(value))
            {
                value!.Style = node.Style;
                node.Become(value);
            }

            return;
        }

        if (value is null || (value.Tag == YamlTags.Null && !keepNull))
        {
            Clear(node, name);
            return;
        }

        if (Get(node, name) is { } field)
        {
            value.Style = field.Style;
            field.Become(value);
            return;
        }

        node.Content.Add(YamlNode.Scalar(name, style: keyStyle));
        node.Content.Add(value);
    }

    /// <summary>kyaml's <c>LookupCreate(MappingNode)</c> of one name; null where the parent is null.</summary>
    public static YamlNode? GetOrAdd(YamlNode node, string name, YamlNodeKind kind = YamlNodeKind.Mapping)
    {
        if (IsMissingOrNull(node))
        {
            return null;
        }

        if (Get(node, name) is { } field)
        {
            return field;
        }

        YamlNode made = new(kind);
        Set(node, name, made);
        return made;
    }

    private static int IndexOf(YamlNode node, string name)
    {
        List<YamlNode> content = node.Content;
        for (int index = 0; index + 1 < content.Count; index += 2)
        {
            if (content[index].Value == name)
            {
                return index;
            }
        }

        return -1;
    }
}
