using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>Compiles a schema and all that it refers to.</summary>
internal sealed class SchemaCompiler(SchemaDocuments documents, bool assertsFormats = false)
{
    private readonly Dictionary<SchemaLocation, SchemaNode> _nodes = [];
    private readonly Queue<(SchemaLocation Location, SchemaNode Node)> _waiting = [];

    /// <summary>True where formats are asserted in every draft, not only up to draft 7.</summary>
    public bool AssertsFormats { get; } = assertsFormats;

    /// <summary>The schema at a URL.</summary>
    /// <exception cref="SchemaException">It, or one that it refers to, is no schema.</exception>
    public SchemaNode Compile(string url)
    {
        SchemaDocument document = documents.Get(url);
        SchemaNode root = NodeAt(document.Resolve("", document.Resources[""]));
        while (_waiting.TryDequeue(out (SchemaLocation Location, SchemaNode Node) next))
        {
            documents.EnsureSchema(next.Location);
            Compile(next.Location, next.Node, documents.Get(next.Location.Url));
        }

        return root;
    }

    /// <summary>The node of a place, compiled now or later.</summary>
    public SchemaNode NodeAt(SchemaLocation location)
    {
        if (!_nodes.TryGetValue(location, out SchemaNode? node))
        {
            node = new SchemaNode(location.ToString(), 0);
            _nodes[location] = node;
            _waiting.Enqueue((location, node));
        }

        return node;
    }

    /// <summary>The node that a reference in a resource names.</summary>
    public SchemaNode NodeOf(string reference, SchemaDocument document, SchemaResource resource)
    {
        (string url, string fragment) = SchemaUrl.Join(resource.Id, reference);
        if ((url == document.Url ? document.Resources[""] : document.WithId(url)) is { } local)
        {
            return NodeAt(document.Resolve(fragment, local));
        }

        SchemaDocument other = documents.Get(url);
        return NodeAt(other.Resolve(fragment, other.Resources[""]));
    }

    private void Compile(SchemaLocation location, SchemaNode node, SchemaDocument document)
    {
        SchemaResource resource = document.ResourceOf(location.Pointer);
        node.DraftVersion = resource.Dialect.Draft.Version;
        node.Resource = NodeAt(new SchemaLocation(location.Url, resource.Pointer));
        if (node.DraftVersion >= 2020 && location.Pointer == resource.Pointer)
        {
            foreach ((string anchor, string pointer) in resource.Anchors)
            {
                if (resource.DynamicAnchors.Contains(anchor))
                {
                    node.DynamicAnchors[anchor] = NodeAt(new SchemaLocation(location.Url, pointer));
                }
            }
        }

        Datum value = location.Find(document.Content);
        if (value.Kind == DatumKind.Boolean || (value.Kind == DatumKind.Object && value.Count == 0))
        {
            node.Boolean = value.Kind == DatumKind.Object || value.IsTrue;
        }
        else if (value.Kind == DatumKind.Object)
        {
            new KeywordCompiler(this, value, location, document, resource).Compile(node);
        }

        node.AllPropertiesEvaluated = node.AdditionalProperties is not null;
        node.AllItemsEvaluated = node.Items is not null || (node.DraftVersion < 2020 && node.AdditionalItems is not null);
        node.ItemsEvaluated = node.PrefixItems.Length;
    }
}
