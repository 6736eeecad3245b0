namespace Steersman.Operator.Decisions;

/// <summary>Why nothing can be asked of a release's cluster, or only little.</summary>
/// <param name="Reason">Reason of Ready.</param>
/// <param name="Message">What is wrong, and the way out.</param>
/// <param name="IsGone">True where what is needed to get at the release is gone: deleting the HelmRelease then leaves the release, as Flux does.</param>
/// <param name="RetryAt">When it is tried again without an event; null: never.</param>
public sealed record ConnectionProblem(string Reason, string Message, bool IsGone = false, DateTimeOffset? RetryAt = null);
