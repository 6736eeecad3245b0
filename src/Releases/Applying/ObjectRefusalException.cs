namespace Steersman.Releases.Applying;

/// <summary>An object is not written, for a reason of ours; the message is for people.</summary>
/// <param name="message">Why, and the way out; the object is named by whoever catches it.</param>
/// <param name="isTransient">True where the same may succeed later without a change.</param>
internal sealed class ObjectRefusalException(string message, bool isTransient) : Exception(message)
{
    public bool IsTransient { get; } = isTransient;

    /// <summary>True where the object is being deleted.</summary>
    public bool IsAwaited { get; init; }
}
