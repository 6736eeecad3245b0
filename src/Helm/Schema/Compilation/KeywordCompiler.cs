using System.Globalization;
using Steersman.GoTemplate.Formatting;
using Steersman.Helm.Schema.Formats;
using Steersman.Helm.Schema.Json;
using Steersman.Regex;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>Reads the keywords of one schema, those that its draft and vocabularies have; one of a wrong type is not there.</summary>
internal sealed class KeywordCompiler(SchemaCompiler compiler, Datum schema, SchemaLocation location, SchemaDocument document, SchemaResource resource)
{
    public void Compile(SchemaNode node)
    {
        node.Ref = Reference("$ref");
        // Up to draft 7 a $ref stands alone; the library still reads what those drafts added.
        if (node.DraftVersion >= 2019 || node.Ref is null)
        {
            CompileDraft4(node);
        }

        CompileLaterDrafts(node);
    }

    private void CompileDraft4(SchemaNode node)
    {
        if (resource.Dialect.Has("applicator"))
        {
            CompileApplicators(node);
        }

        if (resource.Dialect.Has("validation"))
        {
            CompileValidation(node);
        }

        bool assertsFormat = compiler.AssertsFormats || node.DraftVersion < 2019 || resource.Dialect.Has(node.DraftVersion == 2019 ? "format" : "format-assertion");
        node.Format = assertsFormat && Text("format") is { } format ? StringFormat.Find(format) : null;
    }

    private void CompileApplicators(SchemaNode node)
    {
        node.AllOf = List("allOf");
        node.AnyOf = List("anyOf");
        node.OneOf = List("oneOf");
        node.Not = Subschema("not");
        if (node.DraftVersion < 2020 && schema["items"] is { Kind: DatumKind.Array })
        {
            node.PrefixItems = List("items");
            node.AdditionalItems = Subschema("additionalItems");
            node.ForbidsAdditionalItems = ReferenceEquals(schema["additionalItems"], Datum.False);
        }
        else if (node.DraftVersion < 2020)
        {
            node.Items = Subschema("items");
        }

        node.Properties = Map("properties").ToDictionary(pair => pair.Name, pair => pair.Schema, StringComparer.Ordinal);
        foreach ((string pattern, SchemaNode subschema) in Map("patternProperties"))
        {
            node.PatternProperties.Add((Regex(pattern, "patternProperties"), subschema));
        }

        node.AdditionalProperties = Subschema("additionalProperties");
        node.ForbidsAdditionalProperties = ReferenceEquals(schema["additionalProperties"], Datum.False);
        if (schema["dependencies"] is { Kind: DatumKind.Object } dependencies)
        {
            foreach (string name in dependencies.Names)
            {
                if (dependencies[name] is { Kind: DatumKind.Array } required)
                {
                    node.RequiredDependencies.Add((name, Strings(required)));
                }
                else
                {
                    node.SchemaDependencies.Add((name, compiler.NodeAt(location.Append("dependencies", name))));
                }
            }
        }
    }

    private void CompileValidation(SchemaNode node)
    {
        node.Types = schema["type"] is { } type ? SchemaTypeNames.Parse(type) : SchemaTypes.None;
        node.Enum = schema["enum"] is { Kind: DatumKind.Array } values ? values.Items : null;
        node.MultipleOf = Number("multipleOf");
        (node.Maximum, node.ExclusiveMaximum) = Limits("maximum", "exclusiveMaximum");
        (node.Minimum, node.ExclusiveMinimum) = Limits("minimum", "exclusiveMinimum");
        node.MinLength = Integer("minLength");
        node.MaxLength = Integer("maxLength");
        node.Pattern = Text("pattern") is { } pattern ? Regex(pattern, "pattern") : null;
        node.MinItems = Integer("minItems");
        node.MaxItems = Integer("maxItems");
        node.UniqueItems = IsTrue("uniqueItems");
        node.MaxProperties = Integer("maxProperties");
        node.MinProperties = Integer("minProperties");
        node.Required = schema["required"] is { Kind: DatumKind.Array } required ? Strings(required) : [];
    }

    private void CompileLaterDrafts(SchemaNode node)
    {
        bool hasApplicators = resource.Dialect.Has("applicator");
        if (node.DraftVersion >= 6)
        {
            node.Contains = hasApplicators ? Subschema("contains") : null;
            node.PropertyNames = hasApplicators ? Subschema("propertyNames") : null;
            node.Const = resource.Dialect.Has("validation") ? schema["const"] : null;
        }

        if (node.DraftVersion >= 7 && hasApplicators && schema["if"] is { } condition)
        {
            node.If = Subschema("if");
            node.Then = ReferenceEquals(condition, Datum.False) ? null : Subschema("then");
            node.Else = condition.IsTrue ? null : Subschema("else");
        }

        if (node.DraftVersion >= 2019)
        {
            CompileDraft2019(node);
        }

        if (node.DraftVersion >= 2020)
        {
            CompileDraft2020(node);
        }
    }

    private void CompileDraft2019(SchemaNode node)
    {
        node.RecursiveRef = Reference("$recursiveRef");
        node.RecursiveAnchor = IsTrue("$recursiveAnchor");
        if (resource.Dialect.Has("validation"))
        {
            node.MinContains = node.Contains is null ? null : Integer("minContains");
            node.MaxContains = node.Contains is null ? null : Integer("maxContains");
            if (schema["dependentRequired"] is { Kind: DatumKind.Object } dependent)
            {
                node.DependentRequired.AddRange(dependent.Names.Where(name => dependent[name]!.Kind == DatumKind.Array).Select(name => (name, Strings(dependent[name]!))));
            }
        }

        if (resource.Dialect.Has("applicator"))
        {
            node.DependentSchemas.AddRange(Map("dependentSchemas"));
        }

        if (resource.Dialect.Has(node.DraftVersion == 2019 ? "applicator" : "unevaluated"))
        {
            node.UnevaluatedItems = Subschema("unevaluatedItems");
            node.UnevaluatedProperties = Subschema("unevaluatedProperties");
        }
    }

    private void CompileDraft2020(SchemaNode node)
    {
        node.DynamicRef = Reference("$dynamicRef");
        if (node.DynamicRef is not null)
        {
            string fragment = SchemaUrl.SplitUnescaped(Text("$dynamicRef")!).Fragment;
            node.DynamicRefAnchor = fragment.StartsWith('/') ? "" : fragment;
        }

        node.DynamicAnchor = Text("$dynamicAnchor") ?? "";
        if (resource.Dialect.Has("applicator"))
        {
            node.PrefixItems = List("prefixItems");
            node.Items = Subschema("items");
        }
    }

    private SchemaNode? Reference(string keyword) => Text(keyword) is { } reference ? compiler.NodeOf(reference, document, resource) : null;

    private SchemaNode? Subschema(string keyword) => schema[keyword] is null ? null : compiler.NodeAt(location.Append(keyword));

    private SchemaNode[] List(string keyword) => schema[keyword] is { Kind: DatumKind.Array } list
        ? [.. Enumerable.Range(0, list.Items.Length).Select(index => compiler.NodeAt(location.Append(keyword, index.ToString(CultureInfo.InvariantCulture))))]
        : [];

    private IEnumerable<(string Name, SchemaNode Schema)> Map(string keyword) => schema[keyword] is { Kind: DatumKind.Object } map
        ? map.Names.Select(name => (name, compiler.NodeAt(location.Append(keyword, name))))
        : [];

    private GoRegex Regex(string pattern, string keyword)
    {
        try
        {
            return GoRegex.Compile(pattern);
        }
        catch (RegexSyntaxException exception)
        {
            throw new SchemaException($"invalid regex {GoQuote.Quote(pattern)} at {GoQuote.Quote(location.Append(keyword).ToString())}: {exception.Message}", exception);
        }
    }

    // In draft 4 the exclusive keyword is a switch of the other.
    private (Datum? Limit, Datum? Exclusive) Limits(string keyword, string exclusive) =>
        IsTrue(exclusive) ? (null, Number(keyword)) : (Number(keyword), Number(exclusive));

    private Datum? Number(string keyword) => schema[keyword] is { Kind: DatumKind.Number, Number: not null } number ? number : null;

    private int? Integer(string keyword) => Number(keyword) is { Number: { IsInteger: true } number } ? number.ToInt32() : null;

    private string? Text(string keyword) => schema[keyword] is { Kind: DatumKind.String } text ? text.Text : null;

    private bool IsTrue(string keyword) => schema[keyword] is { IsTrue: true };

    private static string[] Strings(Datum list) => [.. list.Items.Where(item => item.Kind == DatumKind.String).Select(item => item.Text)];
}
