using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Reporting;

/// <summary>The stored revisions as the status shows them.</summary>
internal static class HistoryProjection
{
    /// <summary>The verdict on a revision that failed, or whose tests did.</summary>
    public const string Failed = "Failed";

    private const int MaxEntries = 20;
    private const string SnapshotVersion = "v2";

    /// <summary>The newest stored revision, or null where nothing is stored.</summary>
    public static ReleaseSummary? Newest(Observation seen) => seen.History.Newest is not { } newest ? null : new ReleaseSummary
    {
        Name = seen.Release.ReleaseName,
        Namespace = seen.Release.ReleaseNamespace,
        Revision = newest.Revision,
        Status = newest.Status,
        Chart = newest.Chart is { } chart ? $"{chart.Name}-{chart.Version}" : null,
        Version = newest.Chart?.Version,
        AppVersion = newest.Chart?.AppVersion,
        Digest = newest.Operation?.Inputs,
    };

    /// <summary>The stored revisions, newest first; what their metadata no longer tells is kept from the entries before.</summary>
    public static IReadOnlyList<HistoryEntry>? Project(Observation seen, IReadOnlyList<HistoryEntry>? before) =>
        seen.History.Revisions.IsEmpty ? before : [.. seen.History.Revisions.Take(MaxEntries).Select(stored => Entry(seen, stored, before?.FirstOrDefault(entry => entry.Version == stored.Revision)))];

    private static HistoryEntry Entry(Observation seen, RevisionSummary stored, HistoryEntry? before) => new()
    {
        ApiVersion = SnapshotVersion,
        Version = stored.Revision,
        Name = seen.Release.ReleaseName,
        Namespace = seen.Release.ReleaseNamespace,
        Status = stored.Status,
        Action = ActionOf(stored.Operation) ?? before?.Action,
        ChartName = stored.Chart?.Name ?? before?.ChartName,
        ChartVersion = stored.Chart?.Version ?? before?.ChartVersion,
        AppVersion = stored.Chart?.AppVersion ?? before?.AppVersion,
        ConfigDigest = stored.Operation?.Values ?? before?.ConfigDigest,
        Digest = stored.Operation?.Snapshot ?? before?.Digest,
        OciDigest = stored.Operation is { } made ? made.OciDigest : before?.OciDigest,
        FirstDeployed = stored.Operation?.FirstDeployed ?? before?.FirstDeployed,
        LastDeployed = stored.Operation?.StartedAt ?? before?.LastDeployed,
        Deleted = stored.Operation?.Deleted,
        TestHooks = stored.Operation?.Tests?.Hooks ?? before?.TestHooks,
        Trigger = stored.Operation?.Trigger ?? before?.Trigger ?? "by hand",
        Corrections = before?.Corrections,
        LastCorrected = before?.LastCorrected,
        MarkedGood = stored.IsGood ? true : null,
        Verdict = VerdictOf(stored) ?? before?.Verdict,
        Cause = stored.Status == ReleaseStatus.Failed ? stored.Operation?.Code ?? before?.Cause : before?.Cause,
    };

    private static string? ActionOf(OperationRecord? record) => record?.Type switch
    {
        OperationType.Install => "install",
        OperationType.Upgrade => "upgrade",
        OperationType.Rollback => "rollback",
        OperationType.Uninstall => record.Cause is null ? "uninstall" : "uninstall-remediation",
        _ => null,
    };

    private static string? VerdictOf(RevisionSummary stored) => stored.Status switch
    {
        ReleaseStatus.Deployed => stored.HasFailedTests ? Failed : "Good",
        ReleaseStatus.Failed => Failed,
        _ => null,
    };
}
