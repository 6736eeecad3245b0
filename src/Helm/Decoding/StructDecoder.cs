using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;

namespace Steersman.Helm.Decoding;

/// <summary>Puts maps into typed records as Go's encoding/json does: names in any letter case, null for "leave it", Go's error texts.</summary>
/// <remarks>
/// For YAML it is the second half of sigs.k8s.io/yaml: scalars where a string is wanted become strings. Errors name the Go types that Helm decodes into.
/// One instance decodes one document.
/// </remarks>
/// <param name="isYaml">True where the values come from YAML and hold its own types of numbers.</param>
internal sealed class StructDecoder(bool isYaml)
{
    private readonly List<string> _fields = [];
    private string _struct = "";

    /// <summary>True where a field that the type does not have is an error (<c>DisallowUnknownFields</c>).</summary>
    public bool RefusesUnknownFields { get; init; }

    /// <summary>Calls <paramref name="field"/> for each known field that is there, in the order of the keys' bytes.</summary>
    /// <param name="value">A map, or null for nothing.</param>
    /// <param name="goType">Helm's Go type, such as <c>v2.Metadata</c>.</param>
    /// <param name="names">The names of its fields.</param>
    /// <param name="field">Takes the name of a field, as it stands in <paramref name="names"/>, and its value.</param>
    /// <exception cref="HelmException">The value is something else.</exception>
    public void Struct(in Value value, string goType, ReadOnlySpan<string> names, Action<string, Value> field)
    {
        if (value.IsNil)
        {
            return;
        }

        if (!value.TryGetMap(out ValueMap? map))
        {
            throw Mismatch(value, goType);
        }

        string outer = _struct;
        _struct = goType.Contains('{') ? "" : goType[(goType.LastIndexOf('.') + 1)..];
        foreach (string key in map.SortedKeys())
        {
            Value item = map[key];
            if (Find(names, key) is not { } name)
            {
                if (RefusesUnknownFields)
                {
                    throw new HelmException($"json: unknown field {GoQuote.Quote(key)}");
                }

                Any(item);
                continue;
            }

            _fields.Add(name);
            field(name, item);
            _fields.RemoveAt(_fields.Count - 1);
        }

        _struct = outer;
    }

    /// <summary>Decodes what is embedded under a name: errors name the field so.</summary>
    public T Within<T>(string field, Func<T> decode)
    {
        _fields.Add(field);
        T decoded = decode();
        _fields.RemoveAt(_fields.Count - 1);
        return decoded;
    }

    /// <summary>A string; null where the value is null.</summary>
    /// <param name="value">The string, or in YAML another scalar.</param>
    /// <param name="goType">Its Go type, for errors.</param>
    public string? Text(in Value value, string goType = "string")
    {
        if (value.IsNil)
        {
            return null;
        }

        if (value.TryGetString(out string? text))
        {
            return text;
        }

        if (isYaml && value.TryGetBool(out bool isTrue))
        {
            return isTrue ? "true" : "false";
        }

        return (isYaml ? ScalarText(value) : null) ?? throw Mismatch(value, goType);
    }

    /// <summary>A bool; null where the value is null.</summary>
    public bool? Bool(in Value value) => value.IsNil ? null : value.TryGetBool(out bool isTrue) ? isTrue : throw Mismatch(value, "bool");

    /// <summary>An <c>int</c>; null where the value is null.</summary>
    public long? Int(in Value value)
    {
        if (value.IsNil)
        {
            return null;
        }

        if (Any(value).TryGetFloat64(out double number))
        {
            return number == Math.Floor(number) && Math.Abs(number) < 1L << 53
                ? (long)number
                : throw Error($"number {GoNumber.FormatFloat(number)}", "int");
        }

        throw Mismatch(value, "int");
    }

    /// <summary>A list; null where the value is null.</summary>
    /// <param name="value">The list.</param>
    /// <param name="goType">Its Go type, such as <c>[]string</c>.</param>
    /// <param name="item">Decodes an item.</param>
    public List<T>? List<T>(in Value value, string goType, Func<Value, T> item)
    {
        if (value.IsNil)
        {
            return null;
        }

        if (!value.TryGetList(out ValueList? list))
        {
            throw Mismatch(value, goType);
        }

        List<T> items = new(list.Count);
        foreach (Value element in list)
        {
            items.Add(item(element));
        }

        return items;
    }

    /// <summary>A <c>[]string</c>, whose null items are empty strings; null where the value is null.</summary>
    public List<string>? Texts(in Value value) => List(value, "[]string", item => Text(item) ?? "");

    /// <summary>A <c>map[string]string</c>; null where the value is null.</summary>
    public Dictionary<string, string>? TextMap(in Value value)
    {
        if (value.IsNil)
        {
            return null;
        }

        if (!value.TryGetMap(out ValueMap? map))
        {
            throw Mismatch(value, "map[string]string");
        }

        Dictionary<string, string> texts = new(map.Count, StringComparer.Ordinal);
        foreach ((string key, Value item) in map)
        {
            texts[key] = Text(item) ?? "";
        }

        return texts;
    }

    /// <summary>A time in RFC 3339; null where the value is null.</summary>
    public static Timestamp? Time(in Value value)
    {
        if (value.IsNil)
        {
            return null;
        }

        return value.TryGetString(out string? text) ? TimestampParser.Parse(text) : throw new HelmException("Time.UnmarshalJSON: input is not a JSON string");
    }

    /// <summary>A <c>[]byte</c> in base64; null where the value is null.</summary>
    public byte[]? Bytes(in Value value)
    {
        if (value.IsNil)
        {
            return null;
        }

        return value.TryGetString(out string? text) ? GoBase64.Decode(text) : throw Mismatch(value, "[]uint8");
    }

    /// <summary>A <c>map[string]interface {}</c>; null where the value is null.</summary>
    public ValueMap? Map(in Value value)
    {
        if (value.IsNil)
        {
            return null;
        }

        return Any(value).TryGetMap(out ValueMap? map) ? map : throw Mismatch(value, "map[string]interface {}");
    }

    /// <summary>Any value, its numbers as JSON has them.</summary>
    /// <exception cref="HelmException">It holds a number that JSON has not.</exception>
    public Value Any(in Value value) => isYaml ? JsonNumbers.Convert(value) : value;

    /// <summary>The error of a value of the wrong kind, in encoding/json's words.</summary>
    public HelmException Mismatch(in Value value, string goType) => Error(JsonKind(value), goType);

    private static string JsonKind(in Value value) => value.Kind switch
    {
        GoKind.String => "string",
        GoKind.Map => "object",
        GoKind.Slice => "array",
        GoKind.Bool => "bool",
        _ => "number",
    };

    private static string? Find(ReadOnlySpan<string> names, string key)
    {
        string? found = null;
        foreach (string name in names)
        {
            if (name == key)
            {
                return name;
            }

            if (found is null && name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                found = name;
            }
        }

        return found;
    }

    private static string? ScalarText(in Value value)
    {
        if (value.TryGetFloat64(out double number))
        {
            return GoNumber.FormatFloat(number, 'g', -1, 32);
        }

        return value.Kind switch
        {
            GoKind.Int64 => GoNumber.FormatInt(value.Bits),
            GoKind.Uint64 => GoNumber.FormatUint((ulong)value.Bits),
            _ => null,
        };
    }

    private HelmException Error(string kind, string goType) => new(_fields.Count == 0
        ? $"json: cannot unmarshal {kind} into Go value of type {goType}"
        : $"json: cannot unmarshal {kind} into Go struct field {_struct}.{string.Join('.', _fields)} of type {goType}");
}
