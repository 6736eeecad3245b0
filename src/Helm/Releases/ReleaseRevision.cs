namespace Steersman.Helm.Releases;

/// <summary>A stored revision as its labels tell it.</summary>
/// <param name="Version">The revision.</param>
/// <param name="Status">Its status label, one of <see cref="ReleaseStatus"/>.</param>
public readonly record struct ReleaseRevision(int Version, string Status);
