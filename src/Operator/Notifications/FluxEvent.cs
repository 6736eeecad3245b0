using System.Text.Json.Serialization;

namespace Steersman.Operator.Notifications;

/// <summary>An event as Flux's controllers post it to notification-controller (<c>Event</c> in <c>fluxcd/pkg/apis/event/v1beta1</c>).</summary>
internal sealed record FluxEvent
{
    public required FluxEventObject InvolvedObject { get; init; }

    /// <summary>info or error.</summary>
    public required string Severity { get; init; }

    /// <summary>In whole seconds, as Go's <c>metav1.Time</c> is written.</summary>
    public required string Timestamp { get; init; }

    public required string Message { get; init; }

    public required string Reason { get; init; }

    /// <summary>Revision of the chart, digest of the values and the like; keys begin with the group of the object.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public required string ReportingController { get; init; }

    public required string ReportingInstance { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FluxEvent))]
internal sealed partial class FluxEventJson : JsonSerializerContext;
