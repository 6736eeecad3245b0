using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.Events;

/// <summary>Tells users what happened to an object. Never blocks and never throws: an event that cannot be sent is dropped and counted. Thread-safe.</summary>
public interface IEventRecorder
{
    /// <param name="regarding">The object that the event is about.</param>
    /// <param name="type">Normal or Warning.</param>
    /// <param name="reason">Why, in one word for machines, at most 128 characters.</param>
    /// <param name="action">What was done, in one word for machines, at most 128 characters.</param>
    /// <param name="note">For people; cut to 1 kB, as the server asks. No secret values.</param>
    /// <param name="related">A second object that plays a part.</param>
    /// <param name="annotations">Of the event object.</param>
    void Record(
        ObjectReference regarding,
        EventType type,
        string reason,
        string action,
        string note,
        ObjectReference? related = null,
        IReadOnlyDictionary<string, string>? annotations = null);
}
