using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Values;
using Steersman.Yaml;

namespace Steersman.Helm.PostRendering;

/// <summary>A document on its way through a post-renderer: it carries the path of its template as an annotation.</summary>
/// <remarks>
/// Layout is kept as kyaml keeps it where <see cref="BlockLayoutReader"/> knows the forms used; other documents are written anew from their values. What is
/// written is read again and compared, so that no document changes its meaning.
/// </remarks>
internal sealed class AnnotatedDocument
{
    private const string Annotation = "postrenderer.helm.sh/postrender-filename";

    private readonly LayoutNode? _layout;

    private AnnotatedDocument(ValueMap values, LayoutNode? layout)
    {
        Values = values;
        _layout = layout;
    }

    private ValueMap Values { get; }

    /// <summary>The documents of a text; the one document of kind List is its items. Blank documents are left out.</summary>
    /// <exception cref="HelmException">A document is no YAML, or no mapping.</exception>
    public static List<AnnotatedDocument> ParseAll(string text)
    {
        List<AnnotatedDocument> documents = [];
        string[] parts = DocumentStream.Split(text.Replace("\r\n", "\n", StringComparison.Ordinal));
        foreach (string part in parts)
        {
            Value value = Parse(part);
            if (value.IsNil)
            {
                continue;
            }

            if (!value.TryGetMap(out ValueMap? map))
            {
                string kind = value.TryGetList(out _) ? "SequenceNode" : "ScalarNode";
                throw new HelmException($"wrong node kind: expected MappingNode but got {kind}: node contents:\n{part.TrimEnd('\n')}\n");
            }

            LayoutNode? layout = Layout(part, map);
            bool isList = parts.Length == 1 && map.TryGetValue("kind", out Value kindValue) && kindValue.TryGetString(out string? name) && name is "List" or "ResourceList";
            if (isList && map.TryGetValue("items", out Value items) && items.TryGetList(out ValueList? list))
            {
                AddItems(documents, list, layout?.Find("items")?.Value);
            }
            else
            {
                documents.Add(new AnnotatedDocument(map, layout));
            }
        }

        return documents;
    }

    /// <summary>The path that the document carries; null where it carries none.</summary>
    public string? Path() => ValuesPath.TryGetTable(Values, "metadata.annotations", out ValueMap? annotations)
        && annotations.TryGetValue(Annotation, out Value path) && path.TryGetString(out string? text) && text.Length > 0 ? text : null;

    /// <summary>The text of the document with the path of its template.</summary>
    public string WriteWith(string path)
    {
        ValueMap metadata = TableOf(Values, "metadata");
        TableOf(metadata, "annotations")[Annotation] = Value.FromString(path);
        if (_layout is not null)
        {
            LayoutNode annotations = MappingOf(MappingOf(_layout, "metadata"), "annotations");
            annotations.Entries.RemoveAll(entry => entry.Key == Annotation);
            annotations.Entries.Add(new LayoutEntry(Annotation, new LayoutNode(LayoutKind.Scalar) { Text = $"'{path.Replace("'", "''", StringComparison.Ordinal)}'" }, []));
        }

        return Write();
    }

    /// <summary>The text of the document without the path; annotations and metadata that are left empty go with it.</summary>
    public string WriteWithout()
    {
        if (Path() is not null)
        {
            ValueMap metadata = TableOf(Values, "metadata");
            ValueMap annotations = TableOf(metadata, "annotations");
            annotations.Remove(Annotation);
            RemoveWhere(metadata, "annotations", annotations.Count == 0);
            RemoveWhere(Values, "metadata", metadata.Count == 0);
            if (_layout is not null)
            {
                LayoutNode outer = MappingOf(_layout, "metadata");
                LayoutNode inner = MappingOf(outer, "annotations");
                inner.Entries.RemoveAll(entry => entry.Key.Trim('"', '\'') == Annotation);
                RemoveWhere(outer, "annotations", inner.Entries.Count == 0);
                RemoveWhere(_layout, "metadata", outer.Entries.Count == 0);
            }
        }

        return Write();
    }

    private static void AddItems(List<AnnotatedDocument> documents, ValueList items, LayoutNode? layout)
    {
        for (int index = 0; index < items.Count; index++)
        {
            if (items[index].TryGetMap(out ValueMap? item))
            {
                documents.Add(new AnnotatedDocument(item, layout is { Kind: LayoutKind.Sequence } && layout.Entries.Count == items.Count ? layout.Entries[index].Value : null));
            }
        }
    }

    private static Value Parse(string text)
    {
        try
        {
            return ValueYaml.Parse(text);
        }
        catch (YamlException exception)
        {
            throw new HelmException($"MalformedYAMLError: {exception.Message.Replace("error converting YAML to JSON: ", "", StringComparison.Ordinal)}", exception);
        }
    }

    private static LayoutNode? Layout(string text, ValueMap map)
    {
        try
        {
            LayoutNode layout = BlockLayoutReader.Read(text);
            return MeansTheSame(LayoutWriter.Write(layout), map) ? layout : null;
        }
        catch (LayoutException)
        {
            return null;
        }
    }

    private static bool MeansTheSame(string text, ValueMap map)
    {
        try
        {
            return GoJson.Write(ValueYaml.Parse(text)) == GoJson.Write(Value.FromMap(map));
        }
        catch (YamlException)
        {
            return false;
        }
    }

    private static ValueMap TableOf(ValueMap parent, string key)
    {
        if (!parent.TryGetValue(key, out Value value) || !value.TryGetMap(out ValueMap? table))
        {
            table = new ValueMap();
            parent[key] = Value.FromMap(table);
        }

        return table;
    }

    private static LayoutNode MappingOf(LayoutNode parent, string key)
    {
        LayoutEntry? entry = parent.Find(key);
        if (entry is { Value: { Kind: LayoutKind.Mapping, IsEmpty: false } existing })
        {
            return existing;
        }

        LayoutNode mapping = new(LayoutKind.Mapping) { IsFlow = parent.IsFlow };
        if (entry is null)
        {
            parent.Entries.Add(new LayoutEntry(key, mapping, []));
        }
        else
        {
            parent.Entries[parent.Entries.IndexOf(entry)] = entry with { Value = mapping };
        }

        return mapping;
    }

    private static void RemoveWhere(ValueMap map, string key, bool condition)
    {
        if (condition)
        {
            map.Remove(key);
        }
    }

    private static void RemoveWhere(LayoutNode mapping, string key, bool condition)
    {
        if (condition)
        {
            mapping.Entries.RemoveAll(entry => entry.Key.Trim('"', '\'') == key);
        }
    }

    private string Write()
    {
        if (_layout is not null)
        {
            try
            {
                string text = LayoutWriter.Write(_layout);
                if (MeansTheSame(text, Values))
                {
                    return text;
                }
            }
            catch (LayoutException)
            {
                // Written from its values below.
            }
        }

        return ValueYaml.Write(Value.FromMap(Values));
    }
}
