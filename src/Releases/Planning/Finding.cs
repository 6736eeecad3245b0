namespace Steersman.Releases.Planning;

/// <summary>Something that may go wrong with a change, or not do what is meant.</summary>
/// <param name="Object">Kind and name of the object that it is about.</param>
/// <param name="Message">What, and the way out; the object is named in it.</param>
/// <param name="MayBlock">True where a preflight that blocks does so for this.</param>
public sealed record Finding(string Object, string Message, bool MayBlock)
{
    /// <summary>True where a workload goes on with what was before.</summary>
    public bool IsStale { get; init; }
}
