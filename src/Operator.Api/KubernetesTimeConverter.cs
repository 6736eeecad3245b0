using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Steersman.Operator.Api;

/// <summary>Reads and writes times as <c>metav1.Time</c> does: RFC 3339 in UTC, whole seconds.</summary>
internal sealed class KubernetesTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new JsonException("a time as RFC 3339 is expected");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
}
