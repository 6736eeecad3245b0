using System.Text.Json;
using System.Text.Json.Serialization;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>Reads strings that thousands of objects have in common (versions, states, digests, namespaces) as one instance each. Thread-safe.</summary>
public sealed class SharedStringConverter : JsonConverter<string>
{
    // What is one object's own goes through it as well, and drives out the common ones now and then.
    private static readonly Utf8StringPool Pool = new(2048);

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Pool.Get(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <inheritdoc/>
    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Pool.Get(ref reader)!;

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
