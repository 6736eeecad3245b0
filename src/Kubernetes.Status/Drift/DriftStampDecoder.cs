using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Status.Drift;

/// <summary>Reads stamps from the metadata of objects; the managed fields are looked at and dropped.</summary>
/// <remarks>
/// Our own entry counts as well: a field that somebody takes away leaves no other trace than that our entry lost it. Own writes are told by the stamp of the
/// server's answer, not by a manager's name.
/// </remarks>
public static class DriftStampDecoder
{
    private static ReadOnlySpan<byte> StatusField => "f:status"u8;

    /// <summary>Reads an object, or its metadata alone.</summary>
    /// <param name="resource">The object as the server sends it, with managed fields.</param>
    /// <param name="hasSubresources">
    /// Whether managed fields name subresources (since Kubernetes 1.22). Where they do not, the fields tell: one manager's entry may hold status and metadata
    /// together, and its time is then that of the status.
    /// </param>
    public static DriftStamp Decode(JsonElement resource, bool hasSubresources)
    {
        JsonElement metadata = resource.Field("metadata"u8) ?? default;
        string version = metadata.Text("resourceVersion"u8) ?? "";
        long generation = metadata.Number("generation"u8) ?? 0;
        FieldHash writers = new();
        FieldHash subresources = new();
        writers.Add(metadata.Text("uid"u8));
        if (hasSubresources)
        {
            AddWriters(metadata, ref writers, ref subresources);
        }
        else
        {
            AddWritersByFields(metadata, ref writers, ref subresources);
        }

        ulong number = ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out ulong parsed) ? parsed : 0;
        return new DriftStamp(number, generation, writers.Value, subresources.Value);
    }

    /// <summary>Reads an object that was asked for, or the answer to a write.</summary>
    public static DriftStamp Decode(JsonObject resource, bool hasSubresources)
    {
        ArgumentNullException.ThrowIfNull(resource);
        JsonObject metadata = new() { ["metadata"] = resource["metadata"]?.DeepClone() };
        using JsonDocument document = JsonDocument.Parse(metadata.ToJsonString(), new JsonDocumentOptions { MaxDepth = 512 });
        return Decode(document.RootElement, hasSubresources);
    }

    private static void AddWriters(JsonElement metadata, ref FieldHash writers, ref FieldHash subresources)
    {
        foreach (JsonElement entry in metadata.Items("managedFields"u8))
        {
            if (entry.Text("subresource"u8) is { Length: > 0 } subresource)
            {
                subresources.Add(subresource);
                Add(entry, ref subresources);
            }
            else
            {
                Add(entry, ref writers);
            }
        }
    }

    // Whoever changes a field that is ours takes it out of our entry, so that the values which a controller writes beside its status need no time to be seen.
    private static void AddWritersByFields(JsonElement metadata, ref FieldHash writers, ref FieldHash subresources)
    {
        foreach (JsonElement entry in metadata.Items("managedFields"u8))
        {
            if (entry.Field("fieldsV1"u8) is not { ValueKind: JsonValueKind.Object } fields || fields.Field(StatusField) is null)
            {
                Add(entry, ref writers);
                continue;
            }

            Add(entry, ref subresources);
            if (fields.EnumerateObject().Any(field => !field.NameEquals(StatusField)))
            {
                AddManager(entry, ref writers);
                writers.AddWithout(fields, StatusField);
            }
        }
    }

    private static void Add(JsonElement entry, ref FieldHash hash)
    {
        AddManager(entry, ref hash);
        hash.Add(entry.Text("time"u8));
        if (entry.Field("fieldsV1"u8) is { } fields)
        {
            hash.Add(fields);
        }
    }

    private static void AddManager(JsonElement entry, ref FieldHash hash)
    {
        hash.Add(entry.Text("manager"u8));
        hash.Add(entry.Text("operation"u8));
    }
}
