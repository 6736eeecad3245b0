using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>Makes nodes that own their memory from elements that do not.</summary>
internal static class JsonDecoding
{
    /// <summary>Deeper than any schema in a CRD seen; JSON beyond it is refused.</summary>
    internal const int MaxDepth = 512;

    private static readonly Utf8StringPool Shared = new(1024);

    internal static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    internal static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = MaxDepth };

    /// <summary>A copy that is expanded where it is looked at: in memory it is little more than its text.</summary>
    internal static JsonObject Copy(JsonElement element)
    {
        ThrowIfNoObject(element);
        return JsonObject.Create(element.Clone())!;
    }

    internal static JsonObject CopyWithoutManagedFields(JsonElement element)
    {
        ThrowIfNoObject(element);
        JsonObject copy = [];
        foreach (JsonProperty property in element.EnumerateObject())
        {
            copy[property.Name] = property.NameEquals("metadata"u8) && property.Value.ValueKind == JsonValueKind.Object
                ? CopyMetadata(property.Value)
                : CopyNode(property.Value);
        }

        return copy;
    }

    /// <summary>A copy without managed fields and without a document behind it: for small parts that are kept by the thousand.</summary>
    internal static JsonObject CopyShared(JsonElement element)
    {
        JsonObject copy = [];
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!property.NameEquals("managedFields"u8))
            {
                copy[Shared.GetName(property)] = CopySharedNode(property.Value);
            }
        }

        return copy;
    }

    private static JsonNode? CopySharedNode(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => JsonValue.Create(Shared.Get(element)),
        JsonValueKind.Object => CopyShared(element),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(CopySharedNode)]),
        _ => CopyNode(element),
    };

    private static JsonObject CopyMetadata(JsonElement element)
    {
        JsonObject copy = [];
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!property.NameEquals("managedFields"u8))
            {
                copy[property.Name] = CopyNode(property.Value);
            }
        }

        return copy;
    }

    private static JsonNode? CopyNode(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => JsonValue.Create(element.GetString()),
        JsonValueKind.True => JsonValue.Create(true),
        JsonValueKind.False => JsonValue.Create(false),
        JsonValueKind.Object => JsonObject.Create(element.Clone()),
        JsonValueKind.Array => JsonArray.Create(element.Clone()),
        _ when element.TryGetInt64(out long number) => JsonValue.Create(number),
        _ => JsonValue.Create(element.Clone()),
    };

    private static void ThrowIfNoObject(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"a Kubernetes object was expected, not JSON of kind {element.ValueKind}");
        }
    }
}
