using Steersman.Releases.Storage;

namespace Steersman.Operator.Inputs;

/// <summary>The revisions of a release that are stored.</summary>
/// <param name="Revisions">The revisions, in no order.</param>
/// <param name="Version">The server's version up to which they are complete; null where that is not known.</param>
internal readonly record struct StoredRevisions(IEnumerable<RevisionSummary> Revisions, string? Version);
