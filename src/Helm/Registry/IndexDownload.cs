namespace Steersman.Helm.Registry;

/// <summary>An index as it was fetched.</summary>
/// <param name="Index">The index; null where the server says that it has not changed.</param>
/// <param name="ETag">What to ask with the next time; null where the server gives none.</param>
/// <param name="Digest">The sha256 digest of the text; "" where it has not changed.</param>
public sealed record IndexDownload(IndexFile? Index, string? ETag, string Digest);
