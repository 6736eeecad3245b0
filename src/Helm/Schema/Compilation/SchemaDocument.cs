using Steersman.GoTemplate.Formatting;
using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>A document with the resources and anchors found in it.</summary>
internal sealed class SchemaDocument(string url, Datum content)
{
    public string Url { get; } = url;

    public Datum Content { get; } = content;

    /// <summary>By pointer, in the order of their discovery.</summary>
    public OrderedDictionary<string, SchemaResource> Resources { get; } = new(StringComparer.Ordinal);

    /// <summary>The pointers of the schemas already searched for resources.</summary>
    public HashSet<string> Searched { get; } = new(StringComparer.Ordinal);

    /// <summary>The innermost resource that a place belongs to.</summary>
    public SchemaResource ResourceOf(string pointer)
    {
        while (true)
        {
            if (Resources.TryGetValue(pointer, out SchemaResource? resource))
            {
                return resource;
            }

            int slash = pointer.LastIndexOf('/');
            if (slash < 0)
            {
                return Resources[""];
            }

            pointer = pointer[..slash];
        }
    }

    public SchemaResource? WithId(string id)
    {
        foreach (SchemaResource resource in Resources.Values)
        {
            if (resource.Id == id)
            {
                return resource;
            }
        }

        return null;
    }

    /// <summary>The place that a fragment names within a resource.</summary>
    public SchemaLocation Resolve(string fragment, SchemaResource resource)
    {
        if (fragment.Length == 0 || fragment[0] == '/')
        {
            return new SchemaLocation(Url, resource.Pointer + fragment);
        }

        return resource.Anchors.TryGetValue(fragment, out string? pointer)
            ? new SchemaLocation(Url, pointer)
            : throw new SchemaException($"anchor in {GoQuote.Quote($"{resource.Id}#{SchemaUrl.Encode(fragment)}")} not found in schema {GoQuote.Quote(Url)}");
    }

    /// <summary>Notes the anchors of one schema.</summary>
    public void CollectAnchors(Datum schema, string pointer, SchemaResource resource)
    {
        Draft draft = resource.Dialect.Draft;
        if (draft.Version < 2019)
        {
            if (schema["$ref"] is null && schema[draft.IdKeyword] is { Kind: DatumKind.String } id)
            {
                AddFragmentAnchor(id.Text, pointer, resource);
            }

            return;
        }

        if (schema["$anchor"] is { Kind: DatumKind.String } anchor)
        {
            AddAnchor(anchor.Text, pointer, resource);
        }

        if (draft.Version >= 2020 && schema["$dynamicAnchor"] is { Kind: DatumKind.String } dynamic)
        {
            AddAnchor(dynamic.Text, pointer, resource);
            resource.DynamicAnchors.Add(dynamic.Text);
        }
    }

    private void AddFragmentAnchor(string id, string pointer, SchemaResource resource)
    {
        string fragment;
        try
        {
            (_, fragment) = SchemaUrl.SplitUnescaped(id);
        }
        catch (SchemaException exception)
        {
            throw new SchemaException($"error in parsing anchor at {GoQuote.Quote(new SchemaLocation(Url, pointer).ToString())}", exception);
        }

        if (fragment.Length > 0 && fragment[0] != '/')
        {
            AddAnchor(fragment, pointer, resource);
        }
    }

    private void AddAnchor(string anchor, string pointer, SchemaResource resource)
    {
        if (resource.Anchors.TryAdd(anchor, pointer) || resource.Anchors[anchor] == pointer)
        {
            return;
        }

        throw new SchemaException(
            $"duplicate anchor {GoQuote.Quote(anchor)} in {GoQuote.Quote(Url)} at {GoQuote.Quote(resource.Anchors[anchor])} and {GoQuote.Quote(pointer)}");
    }
}
