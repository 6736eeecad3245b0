using System.Text.Json;
using System.Text.Json.Serialization;

namespace Steersman.Operator.Api;

/// <summary>Reads and writes <see cref="TimeSpan"/> as <see cref="GoDuration"/>.</summary>
internal sealed class GoDurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && GoDuration.TryParse(reader.GetString(), out TimeSpan duration)
            ? duration
            : throw new JsonException("a duration such as 30s, 5m or 1h30m is expected");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(GoDuration.Format(value));
}
