namespace Steersman.Helm.Charts;

/// <summary>What a chart sees as <c>.Release</c>.</summary>
public sealed record ReleaseOptions
{
    public string Name { get; init; } = "";

    public string Namespace { get; init; } = "";

    /// <summary>The revision that the rendering is for, from 1 on.</summary>
    public int Revision { get; init; } = 1;

    public bool IsUpgrade { get; init; }

    public bool IsInstall { get; init; }
}
