namespace Steersman.Helm.Schema.Compilation;

/// <summary>The compiled metaschemas, which say what is a schema.</summary>
internal static class MetaSchemas
{
    private static readonly Lazy<Dictionary<string, SchemaNode>> Compiled = new(Compile);

    /// <summary>The metaschema of a dialect: its draft's, or the vocabularies in force put together.</summary>
    public static SchemaNode Of(Dialect dialect)
    {
        if (dialect.Vocabularies is null)
        {
            return Compiled.Value[dialect.Draft.Url];
        }

        SchemaNode together = new("urn:mem:metaschema", dialect.Draft.Version)
        {
            AllOf = [.. dialect.Vocabularies.Select(name => Compiled.Value[UrlOf(dialect.Draft, name)])],
        };
        together.Resource = together;
        if (dialect.Draft.Version >= 2020)
        {
            together.DynamicAnchor = "meta";
            together.DynamicAnchors["meta"] = together;
        }

        return together;
    }

    private static string UrlOf(Draft draft, string vocabulary) => $"{draft.Url[..^"schema".Length]}meta/{vocabulary}";

    private static Dictionary<string, SchemaNode> Compile()
    {
        SchemaCompiler compiler = new(new SchemaDocuments(), assertsFormats: true);
        Dictionary<string, SchemaNode> compiled = new(StringComparer.Ordinal);
        foreach (Draft draft in Draft.All)
        {
            compiled[draft.Url] = compiler.Compile(draft.Url);
            foreach (string vocabulary in draft.Vocabularies)
            {
                string url = UrlOf(draft, vocabulary);
                compiled[url] = compiler.Compile(url);
            }
        }

        return compiled;
    }
}
