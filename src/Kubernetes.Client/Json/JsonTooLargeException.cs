using System.Text.Json;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>A JSON value in a stream is larger than what is read of one.</summary>
public sealed class JsonTooLargeException(int maxBytes) : JsonException($"a JSON value is larger than {maxBytes} bytes")
{
    public int MaxBytes { get; } = maxBytes;
}
