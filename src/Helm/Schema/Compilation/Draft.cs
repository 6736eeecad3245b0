using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>One of the drafts of JSON Schema that Helm knows.</summary>
internal sealed class Draft
{
    private static readonly string[] NoVocabularies = [];

    private readonly string _vocabularyPrefix;

    private Draft(int version, string url, string idKeyword, string vocabularyPrefix, string[] vocabularies, string[] defaultVocabularies)
    {
        Version = version;
        Url = url;
        IdKeyword = idKeyword;
        _vocabularyPrefix = vocabularyPrefix;
        Vocabularies = vocabularies;
        DefaultVocabularies = defaultVocabularies;
    }

    public static Draft Draft4 { get; } = new(4, "http://json-schema.org/draft-04/schema", "id", "", NoVocabularies, NoVocabularies);

    public static Draft Draft6 { get; } = new(6, "http://json-schema.org/draft-06/schema", "$id", "", NoVocabularies, NoVocabularies);

    public static Draft Draft7 { get; } = new(7, "http://json-schema.org/draft-07/schema", "$id", "", NoVocabularies, NoVocabularies);

    public static Draft Draft2019 { get; } = new(
        2019,
        "https://json-schema.org/draft/2019-09/schema",
        "$id",
        "https://json-schema.org/draft/2019-09/vocab/",
        ["core", "applicator", "validation", "meta-data", "format", "content"],
        ["core", "applicator", "validation"]);

    public static Draft Draft2020 { get; } = new(
        2020,
        "https://json-schema.org/draft/2020-12/schema",
        "$id",
        "https://json-schema.org/draft/2020-12/vocab/",
        ["core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "format-assertion", "content"],
        ["core", "applicator", "unevaluated", "validation"]);

    public static Draft[] All { get; } = [Draft4, Draft6, Draft7, Draft2019, Draft2020];

    public int Version { get; }

    /// <summary>The URL of its metaschema.</summary>
    public string Url { get; }

    public string IdKeyword { get; }

    public string[] Vocabularies { get; }

    public string[] DefaultVocabularies { get; }

    /// <summary>The draft that a <c>$schema</c> names; null for other URLs.</summary>
    public static Draft? FromUrl(string url)
    {
        (string plain, string fragment) = SchemaUrl.Split(url);
        if (fragment.Length > 0)
        {
            return null;
        }

        return WithoutScheme(plain) switch
        {
            "json-schema.org/schema" => Draft2020,
            { } rest => Array.Find(All, draft => WithoutScheme(draft.Url) == rest),
        };
    }

    /// <summary>The URL of a metaschema without its scheme, where it is http or https.</summary>
    public static string WithoutScheme(string url)
    {
        if (url.StartsWith("http://", StringComparison.Ordinal))
        {
            return url[7..];
        }

        return url.StartsWith("https://", StringComparison.Ordinal) ? url[8..] : url;
    }

    /// <summary>The identifier of a schema without its fragment; "" where it has none, or where a <c>$ref</c> beside it makes it void.</summary>
    public string IdOf(Datum schema) => (Version < 2019 && schema["$ref"] is not null) || schema[IdKeyword] is not { Kind: DatumKind.String } id ? "" : SchemaUrl.Split(id.Text).Url;

    /// <summary>The vocabularies that a metaschema asks for; null where it says nothing of them.</summary>
    /// <exception cref="SchemaException">It asks for one that is not known.</exception>
    public string[]? VocabulariesOf(string url, Datum metaschema)
    {
        if (Version < 2019 || metaschema["$vocabulary"] is not { Kind: DatumKind.Object } asked)
        {
            return null;
        }

        List<string> names = [];
        foreach (string vocabulary in asked.Names)
        {
            if (!asked[vocabulary]!.IsTrue)
            {
                continue;
            }

            string name = vocabulary.StartsWith(_vocabularyPrefix, StringComparison.Ordinal) ? vocabulary[_vocabularyPrefix.Length..] : "";
            if (!Vocabularies.Contains(name))
            {
                throw new SchemaException($"unsupported vocabulary {GoTemplate.Formatting.GoQuote.Quote(vocabulary)} in {GoTemplate.Formatting.GoQuote.Quote(url)}");
            }

            names.Add(name);
        }

        return names.Contains("core") ? [.. names] : [.. names, "core"];
    }
}
