using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>What is known of the chart.</summary>
/// <param name="Phase">How far the source is.</param>
/// <param name="Chart">The chart; set where the phase is Ready.</param>
/// <param name="Digest">Digest of the archive; set where the phase is Ready.</param>
/// <param name="Message">What is wrong; set where the phase is Failed or NotSupported.</param>
/// <param name="RetryAt">When the source is asked again, where it failed.</param>
public sealed record SourceState(SourcePhase Phase, ChartIdentity? Chart = null, string? Digest = null, string? Message = null, DateTimeOffset? RetryAt = null)
{
    public static SourceState NotAsked { get; } = new(SourcePhase.NotAsked);

    public static SourceState Fetching { get; } = new(SourcePhase.Fetching);
}
