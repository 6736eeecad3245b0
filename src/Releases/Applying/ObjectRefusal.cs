namespace Steersman.Releases.Applying;

/// <summary>The server refused an object.</summary>
/// <param name="Object">The object.</param>
/// <param name="Message">The server's message, the object first, without secret values.</param>
/// <param name="IsTransient">True where the same request may succeed later without a change.</param>
public sealed record ObjectRefusal(ReleaseObject Object, string Message, bool IsTransient)
{
    /// <summary>True where a field may not change, and nothing but the object itself would be lost by its deletion.</summary>
    public bool MayBeReplaced { get; init; }

    /// <summary>True where the object is being deleted, and the request succeeds once it is gone.</summary>
    public bool IsAwaited { get; init; }
}
