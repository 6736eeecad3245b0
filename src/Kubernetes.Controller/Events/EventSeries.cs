using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.Events;

/// <summary>An event that was sent, and how often it came since.</summary>
internal sealed class EventSeries(NamespacedName name)
{
    internal NamespacedName Name => name;

    internal long Count { get; set; } = 1;

    internal DateTimeOffset LastSeen { get; set; }

    /// <summary>Monotonic time of the last sighting.</summary>
    internal long LastSeenAt { get; set; }

    /// <summary>Monotonic time of the last update that was sent; null before the first.</summary>
    internal long? UpdatedAt { get; set; }

    /// <summary>How often it had come when that was last sent.</summary>
    internal long SentCount { get; set; } = 1;
}
