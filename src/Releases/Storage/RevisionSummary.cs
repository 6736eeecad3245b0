namespace Steersman.Releases.Storage;

/// <summary>One stored revision as its Secret's metadata tells it, without the body.</summary>
/// <param name="Revision">Number of the revision.</param>
/// <param name="Status">Helm's status, from the label.</param>
/// <param name="ResourceVersion">Of the Secret.</param>
/// <param name="Operation">The operator's record; null where there is none (Helm wrote the Secret).</param>
/// <param name="WrittenAt">Last write as the labels tell it; null where they do not.</param>
public sealed record RevisionSummary(int Revision, string Status, string ResourceVersion, OperationRecord? Operation, DateTimeOffset? WrittenAt)
{
    /// <summary>Description of the revision; null where the body was not read.</summary>
    public string? Description { get; init; }

    /// <summary>The revision that a rollback restored, where the body was read; 0 where it was no rollback.</summary>
    public int RollbackRevision { get; init; }

    /// <summary>Chart of the revision, from the operator's record or the body; null where neither tells it.</summary>
    public ChartIdentity? Chart { get; init; } = Operation?.Chart;

    /// <summary>True where a test of the revision failed, by the operator's record or the body.</summary>
    public bool HasFailedTests { get; init; } = Operation?.Tests is { IsSuccess: false };

    /// <summary>True where somebody marked the revision as good; false tells nothing, for Helm drops the mark.</summary>
    public bool IsGood { get; init; }

    /// <summary>True where chart and values of the stored revision are those that are desired; null where that was not compared.</summary>
    public bool? EqualsDesired { get; init; }

    /// <summary>What is wrong with the body; null where it was not read, or is readable.</summary>
    public string? Unreadable { get; init; }
}
