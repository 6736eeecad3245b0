using System.Collections.Immutable;
using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Errors;

/// <summary>The <c>Status</c> object by which the API server says how a request ended.</summary>
public sealed record ApiStatus
{
    /// <summary>Longer messages are cut: they end up in conditions and events.</summary>
    internal const int MaxMessageLength = 16 * 1024;

    /// <summary>The HTTP code; 0 where the server gave none.</summary>
    public int Code { get; init; }

    /// <summary>Machine-readable, such as <c>NotFound</c>; empty where the answer was no Status.</summary>
    public string Reason { get; init; } = string.Empty;

    public string Message { get; init; } = string.Empty;

    /// <summary>Name of the object that the answer is about.</summary>
    public string? Name { get; init; }

    public string? Group { get; init; }

    public string? Kind { get; init; }

    public string? Uid { get; init; }

    public long? RetryAfterSeconds { get; init; }

    public ImmutableArray<StatusCause> Causes { get; init; } = [];

    /// <summary>True if the details have a cause with this reason, such as <c>FieldManagerConflict</c>.</summary>
    public bool HasCause(string reason) => Causes.Any(cause => string.Equals(cause.Reason, reason, StringComparison.Ordinal));

    /// <summary>Reads a Status; null if the element is none.</summary>
    internal static ApiStatus? Read(JsonElement element)
    {
        if (!string.Equals(element.Text("kind"u8), "Status", StringComparison.Ordinal))
        {
            return null;
        }

        JsonElement details = element.Field("details"u8) ?? default;
        return new ApiStatus
        {
            Code = (int)Math.Clamp(element.Number("code"u8) ?? 0, 0, 999),
            Reason = element.Text("reason"u8) ?? string.Empty,
            Message = Cut(element.Text("message"u8)) ?? string.Empty,
            Name = details.Text("name"u8),
            Group = details.Text("group"u8),
            Kind = details.Text("kind"u8),
            Uid = details.Text("uid"u8),
            RetryAfterSeconds = details.Number("retryAfterSeconds"u8),
            Causes = ReadCauses(details),
        };
    }

    private static ImmutableArray<StatusCause> ReadCauses(JsonElement details)
    {
        ImmutableArray<StatusCause>.Builder causes = ImmutableArray.CreateBuilder<StatusCause>();
        foreach (JsonElement cause in details.Items("causes"u8))
        {
            causes.Add(new StatusCause(cause.Text("reason"u8), Cut(cause.Text("message"u8)), cause.Text("field"u8)));
        }

        return causes.ToImmutable();
    }

    private static string? Cut(string? text) => text is { Length: > MaxMessageLength } ? text[..MaxMessageLength] : text;
}
