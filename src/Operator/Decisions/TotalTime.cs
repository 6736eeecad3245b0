using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary><c>spec.totalTimeout</c>: the bound of a whole operation, beside those of its hooks and waits.</summary>
internal static class TotalTime
{
    /// <summary>The end of a hook or wait, not later than that of the operation; null outside of both.</summary>
    public static DateTimeOffset? Bound(HelmReleaseSpec spec, OperationRecord record, DateTimeOffset? deadline) =>
        deadline is not null && spec.TotalTimeout is { } total && record.StartedAt + total < deadline ? record.StartedAt + total : deadline;

    /// <summary>True where the operation has used up all of its time.</summary>
    public static bool IsOver(HelmReleaseSpec spec, OperationRecord record, DateTimeOffset now) => spec.TotalTimeout is { } total && record.StartedAt + total <= now;
}
