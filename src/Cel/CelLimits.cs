namespace Steersman.Cel;

/// <summary>What one evaluation may cost.</summary>
/// <param name="Cost">Steps: one for each node that is evaluated and each element, and one for every ten characters that are read or made.</param>
public sealed record CelLimits(long Cost)
{
    /// <summary>A million steps, the limit that Kubernetes has for one expression; under a second.</summary>
    public static CelLimits Default { get; } = new(1_000_000);
}
