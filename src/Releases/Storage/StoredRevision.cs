using Steersman.Helm.Releases;

namespace Steersman.Releases.Storage;

/// <summary>A revision as it is stored: the record, and what its Secret tells besides.</summary>
/// <param name="Release">Helm's record; its labels are all labels of the Secret that are not the system's.</param>
/// <param name="ResourceVersion">Of the Secret; writes carry it.</param>
/// <param name="Operation">The operator's annotation; null where there is none.</param>
/// <param name="CreatedAt">The label createdAt, which updates keep; null where there is none.</param>
public sealed record StoredRevision(Release Release, string ResourceVersion, OperationRecord? Operation, string? CreatedAt)
{
    /// <summary>The mark that the revision is good, as it stands in its annotation; null where there is none.</summary>
    public string? Good { get; init; }

    /// <summary>The revision as its Secret's metadata tells it.</summary>
    public RevisionSummary Summary(DateTimeOffset? writtenAt) => new(Release.Version, Release.Info?.Status ?? "", ResourceVersion, Operation, writtenAt)
    {
        Description = Release.Info?.Description,
        RollbackRevision = Release.Info?.RollbackRevision ?? 0,
        Chart = Identity ?? Operation?.Chart,
        HasFailedTests = TestRecord.HaveFailed(Release.Hooks),
        IsGood = Good is not null,
    };

    /// <summary>The chart of the record; null where it has none.</summary>
    public ChartIdentity? Identity => Release.Chart?.Metadata is { } chart ? new ChartIdentity(chart.Name, chart.Version, chart.AppVersion.Length == 0 ? null : chart.AppVersion) : null;
}
