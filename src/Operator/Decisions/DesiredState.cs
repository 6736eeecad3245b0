using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>The state that is asked for, by its digests.</summary>
/// <param name="Chart">Which chart.</param>
/// <param name="Inputs">Over chart archive, composed values and what else changes the rendered text: another digest means an upgrade.</param>
/// <param name="Attempt">Over everything that may change the outcome, timeouts too: another digest means that a rejected state is tried again.</param>
/// <param name="Values">Over the composed values.</param>
public sealed record DesiredState(ChartIdentity Chart, string Inputs, string Attempt, string Values)
{
    /// <summary>Digest of the OCI artifact that the chart came as; null where it came otherwise.</summary>
    public string? OciDigest { get; init; }
}
