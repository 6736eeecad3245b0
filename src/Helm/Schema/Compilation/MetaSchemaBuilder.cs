using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>Makes metaschemas from lists of <c>keyword:rule</c>.</summary>
internal sealed class MetaSchemaBuilder
{
    private static readonly string[] TypeNames = ["array", "boolean", "integer", "null", "number", "object", "string"];

    private readonly Draft _draft;
    private readonly string _definitions;

    private MetaSchemaBuilder(Draft draft)
    {
        _draft = draft;
        _definitions = draft.Version < 2019 ? "definitions" : "$defs";
    }

    /// <summary>The one metaschema of a draft before 2019-09.</summary>
    public static Datum Single(Draft draft, string keywords)
    {
        MetaSchemaBuilder builder = new(draft);
        Dictionary<string, Datum> members = builder.Members(keywords);
        members["$schema"] = Text(draft.Url + "#");
        if (draft.Version > 4)
        {
            members["$id"] = Text(draft.Url + "#");
        }
        else
        {
            members["type"] = Text("object");
            members["dependencies"] = Table(("exclusiveMaximum", Texts("maximum")), ("exclusiveMinimum", Texts("minimum")));
        }

        return Datum.FromMembers(members);
    }

    /// <summary>The metaschema of one vocabulary.</summary>
    public static Datum Part(Draft draft, string url, string keywords)
    {
        Dictionary<string, Datum> members = new MetaSchemaBuilder(draft).Members(keywords);
        members["$schema"] = Text(draft.Url);
        members["$id"] = Text(url);
        members[draft.Version == 2019 ? "$recursiveAnchor" : "$dynamicAnchor"] = draft.Version == 2019 ? Datum.True : Text("meta");
        return Datum.FromMembers(members);
    }

    /// <summary>The metaschema of a draft that puts vocabularies together.</summary>
    public static Datum Root(Draft draft, string vocabularies, string keywords)
    {
        Datum part = Part(draft, draft.Url, keywords);
        Dictionary<string, Datum> members = part.Names.ToDictionary(name => name, name => part[name]!, StringComparer.Ordinal);
        members["allOf"] = Datum.FromItems([.. vocabularies.Split(' ').Select(name => Table(("$ref", Text("meta/" + name))))]);
        return Datum.FromMembers(members);
    }

    private Dictionary<string, Datum> Members(string keywords)
    {
        Dictionary<string, Datum> properties = new(StringComparer.Ordinal);
        foreach (string entry in keywords.Split(' '))
        {
            int colon = entry.IndexOf(':', StringComparison.Ordinal);
            properties[entry[..colon]] = Rule(entry[(colon + 1)..]);
        }

        return new Dictionary<string, Datum>(StringComparer.Ordinal)
        {
            ["type"] = Texts("object", "boolean"),
            ["properties"] = Datum.FromMembers(properties),
            [_definitions] = Table(
                ("schemas", Table(("type", Text("array")), ("minItems", Number(1)), ("items", Self()))),
                ("count", Table(("type", Text("integer")), ("minimum", Number(0)))),
                ("count0", _draft.Version < 2019 ? Table(("allOf", Datum.FromItems([Definition("count"), Table()]))) : Definition("count")),
                ("typeName", Table(("enum", Texts(TypeNames)))),
                ("names", Names()),
                ("anchor", Typed("string", ("pattern", Text(_draft.Version == 2019 ? "^[A-Za-z][-A-Za-z0-9.:_]*$" : "^[A-Za-z_][-A-Za-z0-9._]*$")))),
                ("uri", Typed("string", ("format", Text("uri")))),
                ("uriReference", Typed("string", ("format", Text("uri-reference"))))),
        };
    }

    private Datum Rule(string rule) => rule switch
    {
        "any" => Datum.True,
        "text" => Typed("string"),
        "number" => Typed("number"),
        "flag" => Typed("boolean"),
        "list" => Typed("array"),
        "members" => Typed("array", ("minItems", Number(1)), ("uniqueItems", Datum.True)),
        "positive" => Typed("number", ("exclusiveMinimum", Number(0))),
        "positive4" => Typed("number", ("minimum", Number(0)), ("exclusiveMinimum", Datum.True)),
        "regex" => Typed("string", ("format", Text("regex"))),
        "plainUriReference" when _draft.Version == 2019 => Typed("string", ("format", Text("uri-reference")), ("pattern", Text("^[^#]*#?$"))),
        "plainUriReference" => Table(("$ref", Text($"#/{_definitions}/uriReference")), ("pattern", Text("^[^#]*#?$"))),
        "schema" => Self(),
        "schemaMap" => Typed("object", ("additionalProperties", Self())),
        "regexMap" => Typed("object", ("additionalProperties", Self()), ("propertyNames", Table(("format", Text("regex"))))),
        "nameMap" => Typed("object", ("additionalProperties", Definition("names"))),
        "vocabularies" => Typed("object", ("propertyNames", Definition("uri")), ("additionalProperties", Typed("boolean"))),
        "flagOrSchema" => AnyOf(Typed("boolean"), Self()),
        "schemaOrSchemas" => AnyOf(Self(), Definition("schemas")),
        "dependencies" => Typed("object", ("additionalProperties", AnyOf(Self(), Definition("names")))),
        "types" => AnyOf(
            Definition("typeName"),
            Typed("array", ("items", Definition("typeName")), ("minItems", Number(1)), ("uniqueItems", Datum.True))),
        _ => Definition(rule),
    };

    private Datum Names() => _draft.Version == 4
        ? Typed("array", ("items", Typed("string")), ("minItems", Number(1)), ("uniqueItems", Datum.True))
        : Typed("array", ("items", Typed("string")), ("uniqueItems", Datum.True));

    private Datum Self() => _draft.Version switch
    {
        2019 => Table(("$recursiveRef", Text("#"))),
        2020 => Table(("$dynamicRef", Text("#meta"))),
        _ => Table(("$ref", Text("#"))),
    };

    private Datum Definition(string name) => Table(("$ref", Text($"#/{_definitions}/{name}")));

    private static Datum AnyOf(params Datum[] schemas) => Table(("anyOf", Datum.FromItems(schemas)));

    private static Datum Typed(string type, params (string Name, Datum Value)[] more) => Table([("type", Text(type)), .. more]);

    private static Datum Table(params (string Name, Datum Value)[] members) =>
        Datum.FromMembers(members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal));

    private static Datum Text(string text) => Datum.FromString(text);

    private static Datum Texts(params string[] texts) => Datum.FromItems([.. texts.Select(Text)]);

    private static Datum Number(int number) => Datum.FromNumber(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
