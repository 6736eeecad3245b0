using Steersman.Helm.Schema.Formats;
using Steersman.Helm.Schema.Json;
using Steersman.Regex;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>A compiled schema: its keywords, and the schemas they refer to. Filled by <see cref="SchemaCompiler"/>, then never changed.</summary>
internal sealed class SchemaNode(string location, int draftVersion)
{
    /// <summary>URL and pointer.</summary>
    public string Location { get; } = location;

    public int DraftVersion { get; set; } = draftVersion;

    /// <summary>The resource that the schema is in.</summary>
    public SchemaNode? Resource { get; set; }

    public Dictionary<string, SchemaNode> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    public bool AllPropertiesEvaluated { get; set; }

    public bool AllItemsEvaluated { get; set; }

    public int ItemsEvaluated { get; set; }

    /// <summary>The value of a boolean schema.</summary>
    public bool? Boolean { get; set; }

    public SchemaNode? Ref { get; set; }

    public SchemaNode? RecursiveRef { get; set; }

    public bool RecursiveAnchor { get; set; }

    public SchemaNode? DynamicRef { get; set; }

    public string DynamicRefAnchor { get; set; } = "";

    public string DynamicAnchor { get; set; } = "";

    public SchemaTypes Types { get; set; }

    public Datum[]? Enum { get; set; }

    public Datum? Const { get; set; }

    public SchemaNode? Not { get; set; }

    public SchemaNode[] AllOf { get; set; } = [];

    public SchemaNode[] AnyOf { get; set; } = [];

    public SchemaNode[] OneOf { get; set; } = [];

    public SchemaNode? If { get; set; }

    public SchemaNode? Then { get; set; }

    public SchemaNode? Else { get; set; }

    public StringFormat? Format { get; set; }

    public int? MaxProperties { get; set; }

    public int? MinProperties { get; set; }

    public string[] Required { get; set; } = [];

    public SchemaNode? PropertyNames { get; set; }

    public Dictionary<string, SchemaNode> Properties { get; set; } = [];

    public List<(GoRegex Pattern, SchemaNode Schema)> PatternProperties { get; } = [];

    public SchemaNode? AdditionalProperties { get; set; }

    /// <summary>True where <c>additionalProperties</c> is <c>false</c> itself: those properties are listed, not judged one by one.</summary>
    public bool ForbidsAdditionalProperties { get; set; }

    public List<(string Name, string[] Required)> RequiredDependencies { get; } = [];

    public List<(string Name, SchemaNode Schema)> SchemaDependencies { get; } = [];

    public List<(string Name, string[] Required)> DependentRequired { get; } = [];

    public List<(string Name, SchemaNode Schema)> DependentSchemas { get; } = [];

    public SchemaNode? UnevaluatedProperties { get; set; }

    public int? MinItems { get; set; }

    public int? MaxItems { get; set; }

    public bool UniqueItems { get; set; }

    public SchemaNode? Contains { get; set; }

    public int? MinContains { get; set; }

    public int? MaxContains { get; set; }

    /// <summary>The schema of all items (of those behind <see cref="PrefixItems"/>, from 2020-12 on).</summary>
    public SchemaNode? Items { get; set; }

    /// <summary>The schemas of the first items: <c>prefixItems</c>, before 2020-12 a list of <c>items</c>.</summary>
    public SchemaNode[] PrefixItems { get; set; } = [];

    public SchemaNode? AdditionalItems { get; set; }

    public bool ForbidsAdditionalItems { get; set; }

    public SchemaNode? UnevaluatedItems { get; set; }

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public GoRegex? Pattern { get; set; }

    public Datum? Maximum { get; set; }

    public Datum? Minimum { get; set; }

    public Datum? ExclusiveMaximum { get; set; }

    public Datum? ExclusiveMinimum { get; set; }

    public Datum? MultipleOf { get; set; }
}
