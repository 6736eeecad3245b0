using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>An Event of events.k8s.io/v1.</summary>
public sealed class Event(JsonObject content) : KubernetesObject(content), IResource<Event>
{
    public Event(NamespacedName key)
        : this(NewContent(Mapping, key))
    {
    }

    public static ResourceMapping Mapping { get; } = ResourceMapping.Known("events.k8s.io", "v1", "Event", "events");

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public string? Type
    {
        get => Content.GetString("type");
        set => Content.Set("type", value);
    }

    public string? Reason
    {
        get => Content.GetString("reason");
        set => Content.Set("reason", value);
    }

    public string? Action
    {
        get => Content.GetString("action");
        set => Content.Set("action", value);
    }

    public string? Note
    {
        get => Content.GetString("note");
        set => Content.Set("note", value);
    }

    public DateTimeOffset? EventTime
    {
        get => Content.GetTime("eventTime");
        set => Content.Set("eventTime", value is { } time ? KubernetesTime.FormatMicro(time) : null);
    }

    /// <summary>How often it was seen: 1 without a series.</summary>
    public long Count => Content.GetObject("series")?.GetLong("count") ?? 1;

    public static Event Decode(JsonElement resource) => new(JsonDecoding.Copy(resource));
}
