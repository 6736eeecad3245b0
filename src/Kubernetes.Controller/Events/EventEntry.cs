using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.Events;

/// <summary>An event that waits to be sent.</summary>
internal sealed record EventEntry(
    EventKey Key, DateTimeOffset Time, ObjectReference Regarding, ObjectReference? Related, IReadOnlyDictionary<string, string>? Annotations);
