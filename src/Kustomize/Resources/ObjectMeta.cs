using Steersman.Kustomize.Nodes;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Resources;

/// <summary>Type and metadata of an object as kyaml's <c>GetMeta</c> reads them.</summary>
internal sealed record ObjectMeta(string ApiVersion, string Kind, string Name, string Namespace, SortedDictionary<string, string> Labels, SortedDictionary<string, string> Annotations)
{
    /// <summary>Reads them; null where the node has neither type nor metadata.</summary>
    public static ObjectMeta? Of(YamlNode? node)
    {
        string apiVersion = Text(node, "apiVersion", out bool hasVersion);
        string kind = Text(node, "kind", out bool hasKind);
        YamlNode? metadata = NodeFields.Field(node, "metadata");
        YamlNode? name = NodeFields.Field(metadata, "name");
        YamlNode? labels = NodeFields.Field(metadata, "labels");
        YamlNode? annotations = NodeFields.Field(metadata, "annotations");
        string @namespace = Text(metadata, "namespace", out bool hasNamespace);
        bool hasAny = hasVersion || hasKind || hasNamespace || !NodeFields.IsNilOrEmpty(name) || !NodeFields.IsNilOrEmpty(labels) || !NodeFields.IsNilOrEmpty(annotations);
        return hasAny ? new ObjectMeta(apiVersion, kind, NodeFields.IsNilOrEmpty(name) ? "" : name!.Value, @namespace, Map(labels), Map(annotations)) : null;
    }

    /// <summary>The metadata of an object that kustomize takes: it has a kind, and a name unless it is a list.</summary>
    /// <exception cref="KustomizeException">The object has not.</exception>
    public static ObjectMeta Validated(YamlNode node)
    {
        ObjectMeta meta = Of(node) ?? throw new KustomizeException("missing Resource metadata");
        if (meta.Kind.Length == 0)
        {
            throw new KustomizeException($"missing kind in object {meta}");
        }

        return meta.Name.Length > 0 || meta.Kind.EndsWith("List", StringComparison.Ordinal) ? meta : throw new KustomizeException($"missing metadata.name in object {meta}");
    }

    /// <summary>The record as Go prints a struct.</summary>
    public override string ToString() => $"{{{{{ApiVersion} {Kind}}} {{{{{Name} {Namespace}}} map[{Print(Labels)}] map[{Print(Annotations)}]}}}}";

    private static string Print(SortedDictionary<string, string> map) => string.Join(' ', map.Select(entry => $"{entry.Key}:{entry.Value}"));

    private static string Text(YamlNode? node, string name, out bool isThere)
    {
        YamlNode? field = NodeFields.Field(node, name);
        isThere = !NodeFields.IsNilOrEmpty(field);
        return isThere ? field!.Value : "";
    }

    private static SortedDictionary<string, string> Map(YamlNode? node)
    {
        SortedDictionary<string, string> map = new(StringComparer.Ordinal);
        if (node is { Kind: YamlNodeKind.Mapping })
        {
            for (int index = 0; index + 1 < node.Content.Count; index += 2)
            {
                map[NodeFields.ValueOf(node.Content[index])] = NodeFields.ValueOf(NodeFields.Field(node, node.Content[index].Value));
            }
        }

        return map;
    }
}
