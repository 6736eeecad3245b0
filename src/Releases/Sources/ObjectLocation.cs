namespace Steersman.Releases.Sources;

/// <summary>A chart archive in a ConfigMap or Secret.</summary>
/// <param name="IsSecret">A Secret, else a ConfigMap.</param>
/// <param name="Name">Name of the object.</param>
/// <param name="Key">Key of the archive.</param>
public sealed record ObjectLocation(bool IsSecret, string Name, string Key) : ChartLocation;
