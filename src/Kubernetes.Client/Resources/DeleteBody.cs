using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>What is sent with a deletion and what comes back.</summary>
internal static class DeleteBody
{
    /// <summary>The DeleteOptions of meta/v1; null where every field has its default.</summary>
    internal static PooledJsonWriter? Write(DeleteOptions options) => options == DeleteOptions.Default ? null : PooledJsonWriter.Write(options, WriteOptions);

    /// <summary>The server answers with a Status when the object is gone, and with the object while it is going.</summary>
    internal static DeleteOutcome ReadOutcome(JsonElement answer) =>
        string.Equals(answer.Text("kind"u8), "Status", StringComparison.Ordinal) || (answer.Field("metadata"u8) ?? default).Text("deletionTimestamp"u8) is null
            ? DeleteOutcome.Deleted
            : DeleteOutcome.Terminating;

    private static void WriteOptions(Utf8JsonWriter writer, DeleteOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "DeleteOptions"u8);
        writer.WriteString("apiVersion"u8, "v1"u8);
        if (options.GracePeriodSeconds is { } grace)
        {
            writer.WriteNumber("gracePeriodSeconds"u8, grace);
        }

        if (options.Propagation is { } propagation)
        {
            writer.WriteString("propagationPolicy"u8, propagation.ToString());
        }

        if (options.Uid is not null || options.ResourceVersion is not null)
        {
            writer.WriteStartObject("preconditions"u8);
            WriteIfSet(writer, "uid"u8, options.Uid);
            WriteIfSet(writer, "resourceVersion"u8, options.ResourceVersion);
            writer.WriteEndObject();
        }

        if (options.DryRun)
        {
            writer.WriteStartArray("dryRun"u8);
            writer.WriteStringValue("All"u8);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteIfSet(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
