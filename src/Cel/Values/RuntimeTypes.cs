namespace Steersman.Cel.Values;

/// <summary>The names of types, and what Go calls the structs behind them.</summary>
internal static class RuntimeTypes
{
    public const string Timestamp = "google.protobuf.Timestamp";
    public const string Duration = "google.protobuf.Duration";
    public const string Null = "null_type";
    public const string Optional = "optional_type";

    private static readonly Dictionary<string, CelValue> Values = new[] { "bool", "bytes", "double", Duration, "int", "list", "map", Null, "string", Timestamp, "type", "uint", Optional }
        .ToDictionary(name => name, CelValue.FromTypeName, StringComparer.Ordinal);

    /// <summary>The type that an identifier names at run time.</summary>
    public static bool TryFind(string name, out CelValue type) => Values.TryGetValue(name, out type);

    public static string NameOf(CelValue value) => value.Kind switch
    {
        CelKind.Null => Null,
        CelKind.Bool => "bool",
        CelKind.Int => "int",
        CelKind.Uint => "uint",
        CelKind.Double => "double",
        CelKind.String => "string",
        CelKind.Bytes => "bytes",
        CelKind.List => "list",
        CelKind.Map => "map",
        CelKind.Timestamp => Timestamp,
        CelKind.Duration => Duration,
        CelKind.Type => "type",
        CelKind.Optional => Optional,
        _ => "error",
    };

    /// <summary>The name of the Go type that holds a value (<c>%T</c>).</summary>
    public static string GoNameOf(CelValue value) => value.Kind switch
    {
        CelKind.List => value.AsList.GoType,
        CelKind.Map => value.AsMap.GoType,
        CelKind.Optional => "*types.Optional",
        CelKind.Type => "*types.Type",
        CelKind.Error => "*types.Err",
        _ => "types." + value.Kind,
    };
}
