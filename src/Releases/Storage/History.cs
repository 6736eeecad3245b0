using System.Collections.Immutable;

namespace Steersman.Releases.Storage;

/// <summary>The stored revisions of one release, newest first.</summary>
public sealed record History(ImmutableArray<RevisionSummary> Revisions)
{
    public static History Empty { get; } = new([]);

    /// <summary>The newest revision; null where there is none.</summary>
    public RevisionSummary? Newest => Revisions.IsEmpty ? null : Revisions[0];

    /// <summary>The stored revision of that number, or null.</summary>
    public RevisionSummary? Find(int revision) => Revisions.FirstOrDefault(stored => stored.Revision == revision);
}
