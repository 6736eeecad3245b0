using System.Globalization;
using System.Text.Json;
using Steersman.Cel.Values;

namespace Steersman.Cel.Tests;

/// <summary>The variables of a test of the specification, which writes values as <c>{"int64Value": "1"}</c>.</summary>
internal sealed class CelSpecBindings(JsonElement test) : ICelVariables
{
    public bool TryGet(string name, out CelValue value)
    {
        bool isThere = test.TryGetProperty("bindings", out JsonElement bindings) && bindings.TryGetProperty(name, out JsonElement binding) && binding.TryGetProperty("value", out _);
        value = isThere ? Read(test.GetProperty("bindings").GetProperty(name).GetProperty("value")) : default;
        return isThere;
    }

    public static CelValue Read(JsonElement value)
    {
        JsonProperty property = value.EnumerateObject().First();
        JsonElement content = property.Value;
        return property.Name switch
        {
            "int64Value" => CelValue.FromInt(long.Parse(content.GetString()!, CultureInfo.InvariantCulture)),
            "uint64Value" => CelValue.FromUint(ulong.Parse(content.GetString()!, CultureInfo.InvariantCulture)),
            "doubleValue" => CelValue.FromDouble(content.ValueKind == JsonValueKind.Number ? content.GetDouble() : content.GetString() switch
            {
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                _ => double.NaN,
            }),
            "stringValue" => CelValue.FromString(content.GetString()!),
            "bytesValue" => CelValue.FromBytes(content.GetBytesFromBase64()),
            "boolValue" => CelValue.FromBool(content.GetBoolean()),
            "typeValue" => CelValue.FromTypeName(content.GetString()!),
            "listValue" => CelValue.FromList(new ArrayCelList(content.TryGetProperty("values", out JsonElement values) ? [.. values.EnumerateArray().Select(Read)] : [])),
            "mapValue" => Map(content),
            _ => CelValue.Null,
        };
    }

    private static CelValue Map(JsonElement content)
    {
        DictionaryCelMap map = new();
        if (content.TryGetProperty("entries", out JsonElement entries))
        {
            foreach (JsonElement entry in entries.EnumerateArray())
            {
                map.Set(Read(entry.GetProperty("key")), Read(entry.GetProperty("value")));
            }
        }

        return CelValue.FromMap(map);
    }
}
