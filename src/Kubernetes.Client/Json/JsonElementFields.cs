using System.Text.Json;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>Reads fields of elements whose form nobody guarantees: a field that is absent, null or of another type reads as null.</summary>
public static class JsonElementFields
{
    extension(JsonElement element)
    {
        /// <summary>A field of an object; null for everything that has no such field, and for a field that is null.</summary>
        public JsonElement? Field(ReadOnlySpan<byte> name) => element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

        /// <summary>A field that is a string; null for everything else.</summary>
        public string? Text(ReadOnlySpan<byte> name) => element.Field(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

        /// <summary>A field that is an integer of 64 bits; null for everything else.</summary>
        public long? Number(ReadOnlySpan<byte> name) =>
            element.Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) ? number : null;

        /// <summary>A field that is a boolean; null for everything else.</summary>
        public bool? Flag(ReadOnlySpan<byte> name) => element.Field(name)?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

        /// <summary>The entries of a field that is an array; none for everything else.</summary>
        public JsonElement.ArrayEnumerator Items(ReadOnlySpan<byte> name) =>
            element.Field(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : default;
    }
}
