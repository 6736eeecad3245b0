using Steersman.Cel.Checking;

namespace Steersman.Cel.Values;

/// <summary>The messages of <c>google.protobuf</c> that an expression may write: they become the values they stand for.</summary>
internal sealed class WellKnownMessage
{
    private const string Prefix = "google.protobuf.";

    private static readonly Dictionary<string, WellKnownMessage> ByName = new[]
    {
        Wrapper("BoolValue", CelType.Bool, "bool", CelValue.False),
        Wrapper("BytesValue", CelType.Bytes, "bytes", CelValue.FromBytes([])),
        Wrapper("DoubleValue", CelType.Double, "float64", CelValue.FromDouble(0)),
        Wrapper("FloatValue", CelType.Double, "float32", CelValue.FromDouble(0)),
        Wrapper("Int32Value", CelType.Int, "int32", CelValue.FromInt(0)),
        Wrapper("Int64Value", CelType.Int, "int64", CelValue.FromInt(0)),
        Wrapper("UInt32Value", CelType.Uint, "uint32", CelValue.FromUint(0)),
        Wrapper("UInt64Value", CelType.Uint, "uint64", CelValue.FromUint(0)),
        Wrapper("StringValue", CelType.String, "string", CelValue.FromString("")),
        new("Duration", CelType.Duration, [("seconds", CelType.Int), ("nanos", CelType.Int)], static fields =>
        {
            Int128 nanoseconds = ((Int128)Int(fields, "seconds") * 1_000_000_000) + Int(fields, "nanos");
            return nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue ? CelValue.FromDuration((long)nanoseconds) : CelValue.Error("duration overflow");
        }),
        new("Timestamp", CelType.Timestamp, [("seconds", CelType.Int), ("nanos", CelType.Int)], static fields =>
        {
            long nanos = Int(fields, "nanos");
            long seconds = Int(fields, "seconds");
            return nanos is >= 0 and < 1_000_000_000 && CelTimestamp.IsInRange(seconds)
                ? CelValue.FromTimestamp(new CelTimestamp(seconds, (int)nanos, 0))
                : CelValue.Error("timestamp overflow");
        }),
        new("Struct", CelType.Struct, [("fields", CelType.Struct)], static fields => JsonLike.Map(fields.GetValueOrDefault("fields", CelValue.FromMap(new DictionaryCelMap())))),
        new("ListValue", CelType.List(CelType.Dyn), [("values", CelType.List(CelType.Dyn))], static fields => JsonLike.List(fields.GetValueOrDefault("values", CelValue.FromList(new ArrayCelList([]))))),
        new("Value", CelType.Dyn, [
            ("null_value", CelType.Int), ("number_value", CelType.Double), ("string_value", CelType.String), ("bool_value", CelType.Bool), ("struct_value", CelType.Struct),
            ("list_value", CelType.List(CelType.Dyn))], static fields => fields.Count == 0 || fields.ContainsKey("null_value") ? CelValue.Null : JsonLike.From(fields.Values.Last())),
        new("Any", CelType.Any, [("type_url", CelType.String), ("value", CelType.Bytes)], static _ => CelValue.Error("unsupported conversion to ref.Val: (*dynamicpb.Message)")),
    }.ToDictionary(message => message.Name, StringComparer.Ordinal);

    private readonly Dictionary<string, CelType> _fields;
    private readonly Func<Dictionary<string, CelValue>, CelValue> _create;

    private WellKnownMessage(string name, CelType type, (string Name, CelType Type)[] fields, Func<Dictionary<string, CelValue>, CelValue> create)
    {
        Name = Prefix + name;
        Type = type;
        _fields = fields.ToDictionary(field => field.Name, field => field.Type, StringComparer.Ordinal);
        _create = create;
    }

    public string Name { get; }

    /// <summary>The type of the value that the message becomes.</summary>
    public CelType Type { get; }

    /// <summary>The message of a full name, with or without a dot before it; null where it is not one of these.</summary>
    public static WellKnownMessage? Find(string name) => ByName.GetValueOrDefault(name.StartsWith('.') ? name[1..] : name);

    /// <summary>The type of a field; null where there is no such field.</summary>
    public CelType? FieldType(string name) => _fields.GetValueOrDefault(name);

    public CelValue Create(Dictionary<string, CelValue> fields)
    {
        foreach ((string name, CelValue value) in fields)
        {
            if (!_fields.TryGetValue(name, out CelType? type))
            {
                return CelValue.Error($"no such field '{name}'");
            }

            if (type.Kind is TypeKind.Bool or TypeKind.Int or TypeKind.Uint or TypeKind.Double or TypeKind.String or TypeKind.Bytes && type.Name != RuntimeTypes.NameOf(value))
            {
                return CelValue.Error($"field type conversion error for {Name}.{name} value type: {Unsupported(value, type)}");
            }

            // The checker lets dynamic values pass.
            if ((type.Kind == TypeKind.List && value.Kind != CelKind.List) || (type.Kind == TypeKind.Map && value.Kind != CelKind.Map))
            {
                return CelValue.Error($"field type conversion error for {Name}.{name} value type: unsupported type conversion from '{RuntimeTypes.NameOf(value)}'");
            }
        }

        return _create(fields);
    }

    private static WellKnownMessage Wrapper(string name, CelType primitive, string goType, CelValue zero)
    {
        return new WellKnownMessage(name, CelType.Wrapper(primitive), [("value", primitive)], fields => InRange(fields.GetValueOrDefault("value", zero)));

        CelValue InRange(CelValue value) => goType switch
        {
            "int32" when value.AsInt is < int.MinValue or > int.MaxValue => CelValue.Error($"field type conversion error for {Prefix}{name}.value value type: integer overflow"),
            "uint32" when value.AsUint > uint.MaxValue => CelValue.Error($"field type conversion error for {Prefix}{name}.value value type: unsigned integer overflow"),
            "float32" => CelValue.FromDouble((float)value.AsDouble),
            _ => value,
        };
    }

    private static long Int(Dictionary<string, CelValue> fields, string name) => fields.TryGetValue(name, out CelValue value) ? value.AsInt : 0;

    /// <summary>What cel-go says of a value that cannot become a Go value of a type.</summary>
    private static string Unsupported(CelValue value, CelType type)
    {
        string goType = type.Kind switch { TypeKind.Int => "int64", TypeKind.Uint => "uint64", TypeKind.Double => "float64", TypeKind.Bytes => "[]uint8", _ => type.Name };
        return value.Kind switch
        {
            CelKind.Int => $"unsupported type conversion from 'int' to {goType}",
            CelKind.Uint => $"unsupported type conversion from 'uint' to {goType}",
            CelKind.String => $"unsupported native conversion from string to '{goType}'",
            CelKind.Double => $"type conversion error from Double to '{goType}'",
            CelKind.Bool => $"type conversion error from bool to '{goType}'",
            CelKind.Bytes => $"type conversion error from Bytes to '{goType}'",
            _ => $"type conversion error from '{RuntimeTypes.NameOf(value)}' to '{goType}'",
        };
    }
}
