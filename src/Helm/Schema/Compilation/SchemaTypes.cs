using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>A set of types, in the order in which messages name them.</summary>
[Flags]
internal enum SchemaTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Number = 4,
    Integer = 8,
    String = 16,
    Array = 32,
    Object = 64,
}

/// <summary>Types and their names.</summary>
internal static class SchemaTypeNames
{
    private static readonly (SchemaTypes Type, string Name)[] Names =
    [
        (SchemaTypes.Null, "null"), (SchemaTypes.Boolean, "boolean"), (SchemaTypes.Number, "number"), (SchemaTypes.Integer, "integer"),
        (SchemaTypes.String, "string"), (SchemaTypes.Array, "array"), (SchemaTypes.Object, "object"),
    ];

    public static SchemaTypes Parse(Datum type)
    {
        IEnumerable<Datum> items = type.Kind == DatumKind.Array ? type.Items : [type];
        SchemaTypes types = SchemaTypes.None;
        foreach (Datum item in items)
        {
            types |= item.Kind == DatumKind.String ? Array.Find(Names, pair => pair.Name == item.Text).Type : SchemaTypes.None;
        }

        return types;
    }

    public static SchemaTypes Of(Datum value) => value.Kind switch
    {
        DatumKind.Null => SchemaTypes.Null,
        DatumKind.Boolean => SchemaTypes.Boolean,
        DatumKind.Number => SchemaTypes.Number,
        DatumKind.String => SchemaTypes.String,
        DatumKind.Array => SchemaTypes.Array,
        DatumKind.Object => SchemaTypes.Object,
        _ => SchemaTypes.None,
    };

    /// <summary>The names, put together by "or".</summary>
    public static string Text(SchemaTypes types) => string.Join(" or ", Names.Where(pair => types.HasFlag(pair.Type)).Select(pair => pair.Name));
}
