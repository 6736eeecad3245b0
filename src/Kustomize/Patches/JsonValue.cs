using System.Text.Json;

namespace Steersman.Kustomize.Patches;

/// <summary>A JSON value that operations change: json-patch's <c>lazyNode</c>. Scalars keep their text.</summary>
internal sealed class JsonValue
{
    private JsonValue(string? raw) => Raw = raw;

    private JsonValue(Dictionary<string, JsonValue?> fields) => Fields = fields;

    private JsonValue(List<JsonValue?> items) => Items = items;

    /// <summary>Text of a scalar; null for collections, and for the null that an operation gives.</summary>
    public string? Raw { get; }

    /// <summary>Fields of an object; a null of JSON is null here too.</summary>
    public Dictionary<string, JsonValue?>? Fields { get; }

    public List<JsonValue?>? Items { get; }

    public static JsonValue GivenNull() => new((string?)null);

    public static JsonValue? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => OfObject(element),
        JsonValueKind.Array => new JsonValue([.. element.EnumerateArray().Select(Of)]),
        _ => new JsonValue(element.GetRawText()),
    };

    public JsonValue Copy(Budget budget)
    {
        budget.Copies(1 + (Fields?.Count ?? 0) + (Items?.Count ?? 0));
        return Fields is not null
            ? new JsonValue(Fields.ToDictionary(field => field.Key, field => field.Value?.Copy(budget), StringComparer.Ordinal))
            : Items is not null ? new JsonValue(Items.ConvertAll(item => item?.Copy(budget))) : new JsonValue(Raw);
    }

    /// <summary>json-patch's <c>equal</c>: scalars by their text.</summary>
    public static bool AreEqual(JsonValue? first, JsonValue? second)
    {
        if (first is null || second is null)
        {
            return (first is null || IsGivenNull(first)) && (second is null || IsGivenNull(second));
        }

        if (first.Fields is not null)
        {
            return second.Fields is not null && first.Fields.Count == second.Fields.Count
                && first.Fields.All(field => second.Fields.TryGetValue(field.Key, out JsonValue? other) && (field.Value is null) == (other is null) && AreEqual(field.Value, other));
        }

        if (first.Items is not null)
        {
            return second.Items is not null && first.Items.Count == second.Items.Count && first.Items.Zip(second.Items).All(pair => AreEqual(pair.First, pair.Second));
        }

        return second is { Fields: null, Items: null } && string.Equals(first.Raw, second.Raw, StringComparison.Ordinal);
    }

    private static bool IsGivenNull(JsonValue value) => value is { Raw: null, Fields: null, Items: null };

    private static JsonValue OfObject(JsonElement element)
    {
        Dictionary<string, JsonValue?> fields = new(StringComparer.Ordinal);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            fields[property.Name] = Of(property.Value);
        }

        return new JsonValue(fields);
    }
}
