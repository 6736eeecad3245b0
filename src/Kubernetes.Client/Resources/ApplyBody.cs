using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>What is sent in a server-side apply: the object without what an apply must not name.</summary>
internal static class ApplyBody
{
    /// <summary>The object's own resourceVersion would make it fail on a newer one (that is asked for by an option), sent managedFields are refused, and a sent status would be owned.</summary>
    internal static PooledJsonWriter Write(ReadOnlyMemory<byte> whole, bool keepStatus, string? resourceVersion)
    {
        using JsonDocument document = JsonDocument.Parse(whole, JsonDecoding.DocumentOptions);
        return PooledJsonWriter.Write((document.RootElement, keepStatus, resourceVersion), static (writer, state) => Write(writer, state.RootElement, state.keepStatus, state.resourceVersion));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement resource, bool keepStatus, string? resourceVersion)
    {
        writer.WriteStartObject();
        foreach (JsonProperty property in resource.EnumerateObject())
        {
            if (property.NameEquals("metadata"u8) && property.Value.ValueKind == JsonValueKind.Object)
            {
                writer.WritePropertyName("metadata"u8);
                WriteMetadata(writer, property.Value, resourceVersion);
            }
            else if (keepStatus || !property.NameEquals("status"u8))
            {
                property.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, JsonElement metadata, string? resourceVersion)
    {
        writer.WriteStartObject();
        if (resourceVersion is not null)
        {
            writer.WriteString("resourceVersion"u8, resourceVersion);
        }

        foreach (JsonProperty property in metadata.EnumerateObject())
        {
            if (!property.NameEquals("managedFields"u8) && !property.NameEquals("resourceVersion"u8))
            {
                property.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }
}
