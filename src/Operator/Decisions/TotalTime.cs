using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions;

/// <summary><c>spec.totalTimeout</c>: the bound of a whole operation, beside those of its hooks and waits.</summary>
internal static class TotalTime
{
    /// <summary>The end of a hook or wait, not later than that of the operation; null outside of both.</summary>
    public static DateTimeOffset? Bound(HelmReleaseSpec spec, RunningOperation operation, DateTimeOffset? deadline) =>
        deadline is not null && End(spec, operation) is { } end && end < deadline ? end : deadline;

    /// <summary>True where the operation has used up all of its time.</summary>
    public static bool IsOver(HelmReleaseSpec spec, RunningOperation operation, DateTimeOffset now) => End(spec, operation) <= now;

    private static DateTimeOffset? End(HelmReleaseSpec spec, RunningOperation operation) => operation.Record.StartedAt + spec.TotalTimeout + operation.Excused;
}
