using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>Lets types with source-generated JSON have an <see cref="ObjectMeta"/>.</summary>
public sealed class ObjectMetaConverter : JsonConverter<ObjectMeta>
{
    public override ObjectMeta Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonNode.Parse(ref reader) is JsonObject content ? new ObjectMeta(content) : throw new JsonException("metadata is not an object");

    public override void Write(Utf8JsonWriter writer, ObjectMeta value, JsonSerializerOptions options) => value.Content.WriteTo(writer);
}
