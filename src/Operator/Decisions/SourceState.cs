using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>What is known of the chart.</summary>
/// <param name="Phase">How far the source is.</param>
/// <param name="Chart">The chart; set where the phase is Ready.</param>
/// <param name="Digest">Digest of the archive; set where the phase is Ready.</param>
/// <param name="Message">What is wrong; set where the phase is Failed or Refused.</param>
/// <param name="RetryAt">When the source is asked again, where it failed.</param>
/// <param name="Since">Since when it is on its way; set where the phase is Fetching.</param>
public sealed record SourceState(
    SourcePhase Phase, ChartIdentity? Chart = null, string? Digest = null, string? Message = null, DateTimeOffset? RetryAt = null, DateTimeOffset? Since = null)
{
    /// <summary>Of the condition, where the phase is Failed or Refused.</summary>
    public string Reason { get; init; } = Reasons.ArtifactFailed;

    /// <summary>Digest of the OCI artifact that the chart came as; null where it came otherwise.</summary>
    public string? OciDigest { get; init; }

    public static SourceState NotAsked { get; } = new(SourcePhase.NotAsked);

    public static SourceState Fetching(DateTimeOffset since) => new(SourcePhase.Fetching, Since: since);
}
