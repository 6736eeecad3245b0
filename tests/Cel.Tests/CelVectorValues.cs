using System.Globalization;
using System.Text.Json;
using Steersman.Cel.Values;

namespace Steersman.Cel.Tests;

/// <summary>Compares values with those of the vectors: <c>{"int": "1"}</c>, <c>{"map": [[key, value]]}</c>.</summary>
internal static class CelVectorValues
{
    public static bool Equal(JsonElement want, CelValue value)
    {
        JsonProperty property = want.EnumerateObject().First();
        JsonElement content = property.Value;
        return property.Name switch
        {
            "int" => value.Kind == CelKind.Int && value.ToString() == content.GetString(),
            "uint" => value.Kind == CelKind.Uint && value.ToString() == content.GetString(),
            "double" => value.Kind == CelKind.Double && DoubleText(value.AsDouble) == content.GetString(),
            "string" => value.Kind == CelKind.String && value.AsString == TextOf(content),
            "bytes" => value.Kind == CelKind.Bytes && value.AsBytes.AsSpan().SequenceEqual(content.GetBytesFromBase64()),
            "bool" => value.Kind == CelKind.Bool && value.IsTrue == content.GetBoolean(),
            "null" => value.Kind == CelKind.Null,
            "timestamp" => value.Kind == CelKind.Timestamp && GoTimes.Format(value.AsTimestamp) == content.GetString(),
            "duration" => value.Kind == CelKind.Duration && value.AsInt.ToString(CultureInfo.InvariantCulture) == content.GetString(),
            "type" => value.Kind == CelKind.Type && value.AsTypeName == content.GetString(),
            "optional" => value.Kind == CelKind.Optional && (content.ValueKind == JsonValueKind.Null ? value.AsOptional is null : value.AsOptional is { } inside && Equal(content, inside.Value)),
            "list" => value.Kind == CelKind.List && EqualList(content, value.AsList),
            "map" => value.Kind == CelKind.Map && EqualMap(content, value.AsMap),
            _ => false,
        };
    }

    private static string TextOf(JsonElement content) =>
        content.ValueKind == JsonValueKind.String ? content.GetString()! : System.Text.Encoding.UTF8.GetString(content.GetProperty("b64").GetBytesFromBase64());

    private static string DoubleText(double value) => double.IsInfinity(value) ? (value > 0 ? "Infinity" : "-Infinity") : GoFloats.Shortest(value);

    private static bool EqualList(JsonElement want, CelList list)
    {
        if (list.Count != want.GetArrayLength())
        {
            return false;
        }

        for (int index = 0; index < list.Count; index++)
        {
            if (!Equal(want[index], list[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EqualMap(JsonElement want, CelMap map)
    {
        if (map.Count != want.GetArrayLength())
        {
            return false;
        }

        foreach (JsonElement entry in want.EnumerateArray())
        {
            bool isFound = map.Keys.Any(key => Equal(entry[0], key) && map.TryFind(key, out CelValue value) && Equal(entry[1], value));
            if (!isFound)
            {
                return false;
            }
        }

        return true;
    }
}
