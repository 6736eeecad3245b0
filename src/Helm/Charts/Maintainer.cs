namespace Steersman.Helm.Charts;

/// <summary>A maintainer of a chart, as in Chart.yaml.</summary>
public sealed record Maintainer
{
    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public string Url { get; init; } = "";
}
