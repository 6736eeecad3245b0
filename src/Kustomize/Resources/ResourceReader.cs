using Steersman.Kustomize.Nodes;
using Steersman.Yaml;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Resources;

/// <summary>Reads objects from a stream of documents (kio's <c>ByteReader</c>, api's <c>resource.Factory</c>).</summary>
internal static class ResourceReader
{
    /// <summary>The objects of a text: lists are their items, empty documents are gone.</summary>
    /// <exception cref="KustomizeException">A document is no YAML, or no object with a kind and a name.</exception>
    public static List<Resource> Read(string text, Budget budget)
    {
        List<YamlNode> done = [];
        Queue<YamlNode> queue = new(Documents(text, budget));
        while (queue.TryDequeue(out YamlNode? node))
        {
            string kind = NodeFields.Field(node, "kind")?.Value ?? "";
            if (!kind.EndsWith("List", StringComparison.Ordinal) || !TryExpand(node, kind, budget, out List<YamlNode> items))
            {
                done.Add(node);
                continue;
            }

            foreach (YamlNode item in items)
            {
                queue.Enqueue(item);
            }
        }

        return [.. done.Select(node => new Resource(node))];
    }

    /// <summary>The documents that are something, one alone of kind List as its items; each has what kustomize asks of an object.</summary>
    private static List<YamlNode> Documents(string text, Budget budget)
    {
        List<YamlNode> nodes = [];
        List<string> documents = DocumentSplitter.Split(text);
        foreach (string document in documents)
        {
            if (Parse(document) is not { } node || NodeFields.IsMissingOrNull(node))
            {
                continue;
            }

            bool isList = documents.Count == 1 && ObjectMeta.Of(node)?.Kind is "List" or "ResourceList" && NodeFields.Field(node, "items") is not null;
            nodes.AddRange(isList ? NodeFields.Field(node, "items")!.Content : [node]);
        }

        List<YamlNode> good = [];
        foreach (YamlNode node in nodes)
        {
            YamlNode inlined = new Anchors(budget).Inline(node);
            if (!NodeFields.IsNilOrEmpty(inlined))
            {
                _ = ObjectMeta.Validated(inlined);
                good.Add(inlined);
            }
        }

        return good;
    }

    private static YamlNode? Parse(string document)
    {
        try
        {
            return YamlNodeReader.Read(document);
        }
        catch (YamlException exception)
        {
            throw new KustomizeException($"MalformedYAMLError: {exception.Message}", exception);
        }
    }

    private static bool TryExpand(YamlNode list, string kind, Budget budget, out List<YamlNode> items)
    {
        items = [];
        if (NodeFields.Field(list, "items") is not { } field)
        {
            return false;
        }

        object? value = Decode(list, field, kind);
        if (value is null)
        {
            return true;
        }

        if (value is not List<object?> objects)
        {
            throw new KustomizeException($"expected array in {kind}/items, but found {GoSyntax.TypeOf(value)}");
        }

        foreach (object? item in objects)
        {
            items.AddRange(Documents(GoJson.Write(item), budget));
        }

        return true;
    }

    private static object? Decode(YamlNode list, YamlNode field, string kind)
    {
        try
        {
            _ = NodeDecoder.Decode(list, isWritten: false);
            return NodeDecoder.Decode(field, isWritten: false);
        }
        catch (YamlException exception)
        {
            string message = $"trouble expanding list of {kind}; received error {exception.Message} for the following resource:\n";
            throw new KustomizeException(message + YamlNodeWriter.Write(list), message.TrimEnd('\n'));
        }
    }
}
