using System.Text.Json;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Tests.Support;

/// <summary>Values from and against the JSON of vectors.</summary>
internal static class VectorValues
{
    /// <summary>A JSON value; its numbers are float64.</summary>
    public static Value Read(JsonElement json) => GoJson.Parse(json.GetRawText());

    /// <summary>A table; null for JSON null and for a field that is not there.</summary>
    public static ValueMap? Map(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement json) && json.ValueKind is not JsonValueKind.Null ? (ValueMap)Read(json).Reference! : null;

    /// <summary>A text; null for JSON null and for a field that is not there.</summary>
    public static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement json) ? json.GetString() : null;

    /// <summary>What differs, or null.</summary>
    public static string? Compare(JsonElement expected, Value actual)
    {
        string wanted = GoJson.Write(ReadExactly(expected));
        string got = GoJson.Write(actual);
        return Compare(wanted, got);
    }

    /// <summary>What differs, or null.</summary>
    public static string? Compare(string? expected, string? actual)
    {
        if (expected == actual)
        {
            return null;
        }

        // Long texts are shown from shortly before the difference.
        int from = Math.Max(0, (expected ?? "").AsSpan().CommonPrefixLength(actual) - 80);
        return $"expected {Show(expected?[Math.Min(from, expected.Length)..])}\n     got {Show(actual?[Math.Min(from, actual.Length)..])}";
    }

    /// <summary>What differs, or null; the order of warnings is Go's random one.</summary>
    public static string? CompareWarnings(JsonElement vector, IEnumerable<string> actual)
    {
        string[] expected = vector.TryGetProperty("warnings", out JsonElement json) && json.ValueKind is JsonValueKind.Array ? [.. json.EnumerateArray().Select(line => line.GetString()!)] : [];
        return Compare(string.Join('\n', expected.Distinct().Order(StringComparer.Ordinal)), string.Join('\n', actual.Distinct().Order(StringComparer.Ordinal)));
    }

    /// <summary>Checks the Go types of numbers at JSON pointers.</summary>
    public static string? CompareTypes(JsonElement vector, Value actual)
    {
        if (!vector.TryGetProperty("types", out JsonElement types))
        {
            return null;
        }

        foreach (JsonProperty type in types.EnumerateObject())
        {
            Value value = At(actual, type.Name);
            if (GoFormat.TypeName(value) != type.Value.GetString())
            {
                return $"{type.Name}: expected {type.Value.GetString()}, got {GoFormat.TypeName(value)}";
            }
        }

        return null;
    }

    /// <summary>The first that is not null.</summary>
    public static string? First(params ReadOnlySpan<string?> problems)
    {
        foreach (string? problem in problems)
        {
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>As <see cref="Read"/>, with integers beyond the 53 bits of a float kept.</summary>
    private static Value ReadExactly(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                ValueMap map = new();
                foreach (JsonProperty property in json.EnumerateObject())
                {
                    map[property.Name] = ReadExactly(property.Value);
                }

                return Value.FromMap(map);
            case JsonValueKind.Array:
                return Value.FromList(new ValueList(GoType.AnySlice, [.. json.EnumerateArray().Select(ReadExactly)]));
            case JsonValueKind.Number when json.GetRawText() != "-0" && json.TryGetInt64(out long number):
                return Value.FromInt64(number);
            default:
                return Read(json);
        }
    }

    private static string Show(string? text) => text is null ? "null" : GoQuote.Quote(text);

    private static Value At(Value value, string pointer)
    {
        foreach (string part in pointer.Split('/').Skip(1))
        {
            string key = part.Replace("~1", "/").Replace("~0", "~");
            value = value.TryGetMap(out ValueMap? map) ? map[key] : ((ValueList)value.Reference!)[int.Parse(key)];
        }

        return value;
    }
}
