namespace Steersman.Helm.Releases;

/// <summary>Questions to the revisions of one release (pkg/storage/storage.go), without a storage behind them.</summary>
public static class ReleaseHistory
{
    /// <summary>The highest revision; null where there is none.</summary>
    public static ReleaseRevision? Last(IEnumerable<ReleaseRevision> revisions) => Highest(revisions);

    /// <summary>The highest revision that is deployed; null where none is.</summary>
    public static ReleaseRevision? Deployed(IEnumerable<ReleaseRevision> revisions) => Highest(DeployedAll(revisions));

    /// <summary>All deployed revisions; more than one only after races.</summary>
    public static IReadOnlyList<ReleaseRevision> DeployedAll(IEnumerable<ReleaseRevision> revisions) => [.. revisions.Where(revision => revision.Status == ReleaseStatus.Deployed)];

    /// <summary>The revisions to delete before one more is created, oldest first. The last deployed one is always kept.</summary>
    /// <param name="revisions">The stored revisions.</param>
    /// <param name="maxHistory">How many are to be there after the creation; 0 and less for any number.</param>
    public static IReadOnlyList<int> ToPrune(IReadOnlyCollection<ReleaseRevision> revisions, int maxHistory)
    {
        ArgumentNullException.ThrowIfNull(revisions);
        int surplus = revisions.Count - (maxHistory - 1);
        if (maxHistory <= 0 || surplus <= 0)
        {
            return [];
        }

        int? kept = Deployed(revisions)?.Version;
        return [.. revisions.Select(revision => revision.Version).Where(version => version != kept).Order().Take(surplus)];
    }

    private static ReleaseRevision? Highest(IEnumerable<ReleaseRevision> revisions)
    {
        ReleaseRevision? highest = null;
        foreach (ReleaseRevision revision in revisions)
        {
            if (highest is null || revision.Version > highest.Value.Version)
            {
                highest = revision;
            }
        }

        return highest;
    }
}
