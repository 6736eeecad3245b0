using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Urls;
using Steersman.Helm.Schema.Json;
using Steersman.Helm.Schema.Validation;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>The documents of one compilation: the schema given, and the metaschemas. Nothing else is read, from no file and no network.</summary>
internal sealed class SchemaDocuments
{
    private readonly Dictionary<string, SchemaDocument> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Datum> _contents = new(StringComparer.Ordinal);

    private readonly List<string> _unresolvedNames = [];

    /// <summary>The URNs that were referred to and taken for a schema that lets everything pass, in the order in which they were met.</summary>
    public IReadOnlyList<string> UnresolvedNames => _unresolvedNames;

    public void Add(string url, Datum content) => _contents[url] = content;

    /// <summary>The document of a URL, checked against its metaschema.</summary>
    public SchemaDocument Get(string url)
    {
        if (_documents.TryGetValue(url, out SchemaDocument? known))
        {
            return known;
        }

        SchemaDocument document = new(url, Load(url));
        Collect(document, document.Content, url, "", new Dialect(Draft.Draft2020, null));
        if (document.Resources.Count == 0)
        {
            document.Resources[""] = new SchemaResource("", url, new Dialect(Draft.Draft2020, null));
        }

        if (!Draft.WithoutScheme(url).StartsWith("json-schema.org/", StringComparison.Ordinal))
        {
            CheckAgainstMetaschema(document, document.Content, "");
        }

        _documents[url] = document;
        return document;
    }

    /// <summary>Makes sure that a place is known as a schema, also one that no keyword marks as such.</summary>
    public void EnsureSchema(SchemaLocation location)
    {
        SchemaDocument document = Get(location.Url);
        if (document.Searched.Contains(location.Pointer))
        {
            return;
        }

        Datum schema = location.Find(document.Content);
        SchemaResource resource = document.ResourceOf(location.Pointer);
        Collect(document, schema, resource.Id, location.Pointer, resource.Dialect);
        CheckAgainstMetaschema(document, schema, location.Pointer);
    }

    private static void CheckAgainstMetaschema(SchemaDocument document, Datum schema, string pointer)
    {
        SchemaNode metaschema = MetaSchemas.Of(document.ResourceOf(pointer).Dialect);
        if (new SchemaValidator(document.Resources).Validate(metaschema, schema) is { } error)
        {
            throw new SchemaException($"{GoQuote.Quote(new SchemaLocation(document.Url, pointer).ToString())} is not valid against metaschema: {error}");
        }
    }

    private Datum Load(string url)
    {
        if (_contents.TryGetValue(url, out Datum? content) || MetaSchemaSource.TryGet(url, out content))
        {
            return content;
        }

        if (!GoUrl.TryParse(url, out GoUrl? parsed, out string? error))
        {
            throw Failing(url, error);
        }

        return parsed.Scheme switch
        {
            "urn" => Unresolved(url),
            "file" => throw Failing(url, $"open {parsed.Path}: no such file or directory"),
            "http" or "https" => throw Failing(url, $"HTTP request failed for {url}: a chart's schema has no access to the network"),
            _ => throw Failing(url, $"no URLLoader registered for {GoQuote.Quote(parsed.ToString())}"),
        };
    }

    /// <summary>What a URN names is unknown: Helm lets everything pass.</summary>
    private Datum Unresolved(string name)
    {
        _unresolvedNames.Add(name);
        return Datum.True;
    }

    private static SchemaException Failing(string url, string error) => new($"failing loading {GoQuote.Quote(url)}: {error}");

    private void Collect(SchemaDocument document, Datum schema, string baseUrl, string pointer, Dialect fallback)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!document.Searched.Add(pointer))
        {
            return;
        }

        if (schema.Kind != DatumKind.Object)
        {
            if (schema.Kind == DatumKind.Boolean && pointer.Length == 0)
            {
                document.Resources[pointer] = new SchemaResource(pointer, baseUrl, fallback);
            }

            return;
        }

        Draft draft = DraftOf(new SchemaLocation(document.Url, pointer), schema, fallback.Draft, []);
        string id = draft.IdOf(schema);
        bool hasDialect = schema["$schema"] is { Kind: DatumKind.String };
        if (id.Length == 0 && pointer.Length > 0)
        {
            // $schema counts only in a resource of its own.
            (draft, hasDialect) = (fallback.Draft, false);
            id = draft.IdOf(schema);
        }

        if (id.Length > 0)
        {
            baseUrl = JoinId(document, baseUrl, pointer, id);
        }

        if (id.Length > 0 || pointer.Length == 0)
        {
            AddResource(document, schema, baseUrl, pointer, hasDialect ? draft : null, fallback);
        }

        SchemaResource resource = document.WithId(baseUrl)!;
        document.CollectAnchors(schema, pointer, resource);
        foreach ((string inner, Datum subschema) in SubschemaPositions.Of(schema, pointer, draft))
        {
            Collect(document, subschema, baseUrl, inner, resource.Dialect);
        }
    }

    private static string JoinId(SchemaDocument document, string baseUrl, string pointer, string id)
    {
        try
        {
            return SchemaUrl.Join(baseUrl, id).Url;
        }
        catch (SchemaException exception)
        {
            throw new SchemaException($"error in parsing id at {GoQuote.Quote(new SchemaLocation(document.Url, pointer).ToString())}", exception);
        }
    }

    private void AddResource(SchemaDocument document, Datum schema, string id, string pointer, Draft? draft, Dialect fallback)
    {
        if (document.WithId(id) is { } known)
        {
            if (known.Pointer == pointer)
            {
                return;
            }

            throw new SchemaException($"duplicate id {GoQuote.Quote(id)} in {GoQuote.Quote(document.Url)} at {GoQuote.Quote(pointer)} and {GoQuote.Quote(known.Pointer)}");
        }

        Dialect dialect = draft is null ? fallback : new Dialect(draft, VocabulariesOf(schema, draft));
        document.Resources[pointer] = new SchemaResource(pointer, id, dialect);
    }

    private Draft DraftOf(SchemaLocation location, Datum schema, Draft fallback, HashSet<string> seen)
    {
        if (schema["$schema"] is not { Kind: DatumKind.String } named)
        {
            return fallback;
        }

        if (Draft.FromUrl(named.Text) is { } draft)
        {
            return draft;
        }

        string url = SchemaUrl.Split(named.Text).Url;
        if (!GoUrl.TryParse(url, out _, out string? error))
        {
            throw new SchemaException($"invalid $schema in {GoQuote.Quote(location.ToString())}: {error}");
        }

        if (location.Pointer.Length == 0 && url == location.Url)
        {
            throw new SchemaException($"draft {GoQuote.Quote(url)} is not supported");
        }

        if (!seen.Add(url))
        {
            throw new SchemaException($"cycle in resolving $schema in {GoQuote.Quote(url)}");
        }

        return DraftOf(new SchemaLocation(url, ""), Load(url), fallback, seen);
    }

    private string[]? VocabulariesOf(Datum schema, Draft draft)
    {
        string named = schema["$schema"]!.Text;
        if (Draft.FromUrl(named) is not null)
        {
            return null;
        }

        string url = SchemaUrl.Split(named).Url;
        return draft.VocabulariesOf(url, Load(url));
    }
}
