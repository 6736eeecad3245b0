using System.Diagnostics.CodeAnalysis;
using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>The metaschemas of the drafts, made from tables of their keywords.</summary>
internal static class MetaSchemaSource
{
    // keyword:rule; the rules are those of MetaSchemaBuilder.
    private const string Draft4Keywords =
        "id:text $schema:uri title:text description:text default:any multipleOf:positive4 maximum:number exclusiveMaximum:flag minimum:number exclusiveMinimum:flag"
        + " maxLength:count minLength:count0 pattern:regex additionalItems:flagOrSchema items:schemaOrSchemas maxItems:count minItems:count0 uniqueItems:flag"
        + " maxProperties:count minProperties:count0 required:names additionalProperties:flagOrSchema definitions:schemaMap properties:schemaMap patternProperties:schemaMap"
        + " dependencies:dependencies enum:members type:types allOf:schemas anyOf:schemas oneOf:schemas not:schema format:text $ref:text";

    private const string Draft6Keywords =
        "$id:uriReference $schema:uri $ref:uriReference title:text description:text default:any multipleOf:positive maximum:number exclusiveMaximum:number minimum:number"
        + " exclusiveMinimum:number maxLength:count minLength:count0 pattern:regex additionalItems:schema items:schemaOrSchemas maxItems:count minItems:count0 uniqueItems:flag"
        + " contains:schema maxProperties:count minProperties:count0 required:names additionalProperties:schema definitions:schemaMap properties:schemaMap"
        + " patternProperties:schemaMap dependencies:dependencies propertyNames:schema const:any enum:members type:types format:text allOf:schemas anyOf:schemas oneOf:schemas"
        + " not:schema";

    private const string Draft7Additions =
        " $comment:text readOnly:flag writeOnly:flag examples:list patternProperties:regexMap contentMediaType:text contentEncoding:text if:schema then:schema else:schema";

    private const string Validation =
        "multipleOf:positive maximum:number exclusiveMaximum:number minimum:number exclusiveMinimum:number maxLength:count minLength:count0 pattern:regex maxItems:count"
        + " minItems:count0 uniqueItems:flag maxContains:count minContains:count maxProperties:count minProperties:count0 required:names dependentRequired:nameMap const:any"
        + " enum:list type:types";

    private const string Applicator =
        "contains:schema additionalProperties:schema properties:schemaMap patternProperties:regexMap dependentSchemas:schemaMap propertyNames:schema if:schema then:schema"
        + " else:schema allOf:schemas anyOf:schemas oneOf:schemas not:schema";

    private const string MetaData = "title:text description:text default:any deprecated:flag readOnly:flag writeOnly:flag examples:list";
    private const string Content = "contentMediaType:text contentEncoding:text contentSchema:schema";
    private const string Unevaluated = " unevaluatedItems:schema unevaluatedProperties:schema";

    private static readonly Dictionary<string, Func<string, Datum>> Sources = new(StringComparer.Ordinal)
    {
        ["json-schema.org/draft-04/schema"] = _ => MetaSchemaBuilder.Single(Draft.Draft4, Draft4Keywords),
        ["json-schema.org/draft-06/schema"] = _ => MetaSchemaBuilder.Single(Draft.Draft6, Draft6Keywords),
        ["json-schema.org/draft-07/schema"] = _ => MetaSchemaBuilder.Single(Draft.Draft7, Draft6Keywords + Draft7Additions),
        ["json-schema.org/draft/2019-09/schema"] = _ => MetaSchemaBuilder.Root(
            Draft.Draft2019,
            "core applicator validation meta-data format content",
            "definitions:schemaMap dependencies:dependencies"),
        ["json-schema.org/draft/2019-09/meta/core"] = Part(
            Draft.Draft2019,
            "$id:plainUriReference $schema:uri $anchor:anchor $ref:uriReference $recursiveRef:uriReference $recursiveAnchor:flag $vocabulary:vocabularies $comment:text $defs:schemaMap"),
        ["json-schema.org/draft/2019-09/meta/applicator"] = Part(Draft.Draft2019, Applicator + " additionalItems:schema items:schemaOrSchemas" + Unevaluated),
        ["json-schema.org/draft/2019-09/meta/validation"] = Part(Draft.Draft2019, Validation),
        ["json-schema.org/draft/2019-09/meta/meta-data"] = Part(Draft.Draft2019, MetaData),
        ["json-schema.org/draft/2019-09/meta/format"] = Part(Draft.Draft2019, "format:text"),
        ["json-schema.org/draft/2019-09/meta/content"] = Part(Draft.Draft2019, Content),
        ["json-schema.org/draft/2020-12/schema"] = _ => MetaSchemaBuilder.Root(
            Draft.Draft2020,
            "core applicator unevaluated validation meta-data format-annotation content",
            "definitions:schemaMap dependencies:dependencies $recursiveAnchor:anchor $recursiveRef:uriReference"),
        ["json-schema.org/draft/2020-12/meta/core"] = Part(
            Draft.Draft2020,
            "$id:plainUriReference $schema:uri $ref:uriReference $anchor:anchor $dynamicRef:uriReference $dynamicAnchor:anchor $vocabulary:vocabularies $comment:text $defs:schemaMap"),
        ["json-schema.org/draft/2020-12/meta/applicator"] = Part(Draft.Draft2020, Applicator + " prefixItems:schemas items:schema"),
        ["json-schema.org/draft/2020-12/meta/unevaluated"] = Part(Draft.Draft2020, Unevaluated.Trim()),
        ["json-schema.org/draft/2020-12/meta/validation"] = Part(Draft.Draft2020, Validation),
        ["json-schema.org/draft/2020-12/meta/meta-data"] = Part(Draft.Draft2020, MetaData),
        ["json-schema.org/draft/2020-12/meta/format-annotation"] = Part(Draft.Draft2020, "format:text"),
        ["json-schema.org/draft/2020-12/meta/format-assertion"] = Part(Draft.Draft2020, "format:text"),
        ["json-schema.org/draft/2020-12/meta/content"] = Part(Draft.Draft2020, Content),
    };

    /// <summary>The metaschema of a URL; http and https are the same.</summary>
    public static bool TryGet(string url, [NotNullWhen(true)] out Datum? content)
    {
        string path = Draft.WithoutScheme(url);
        path = path == "json-schema.org/schema" ? Draft.WithoutScheme(Draft.Draft2020.Url) : path;
        content = path.Length < url.Length && Sources.TryGetValue(path, out Func<string, Datum>? source) ? source("https://" + path) : null;
        return content is not null;
    }

    private static Func<string, Datum> Part(Draft draft, string keywords) => url => MetaSchemaBuilder.Part(draft, url, keywords);
}
