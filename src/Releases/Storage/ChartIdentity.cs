namespace Steersman.Releases.Storage;

/// <summary>Which chart it is.</summary>
/// <param name="Name">From Chart.yaml.</param>
/// <param name="Version">From Chart.yaml.</param>
/// <param name="AppVersion">From Chart.yaml; null where absent.</param>
public sealed record ChartIdentity(string Name, string Version, string? AppVersion);
