using Steersman.Helm.Charts;
using Steersman.Helm.Releases;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>Reads and writes the revisions of one release, and remembers what was written so that the next decision sees it.</summary>
internal sealed class RevisionWriter(ReleaseStore store, TimeProvider time)
{
    public Timestamp Now() => new(time.GetUtcNow());

    /// <summary>The body of a revision; null where it is gone.</summary>
    public async Task<StoredRevision?> ReadAsync(StepContext context, int revision, CancellationToken cancellation) =>
        await store.GetAsync(context.Release.StorageNamespace, context.Release.ReleaseName, revision, context.Seen.History.Find(revision)?.ResourceVersion, cancellation);

    /// <summary>Stores a new revision, after pruning as Helm does; null where somebody else was faster.</summary>
    public async Task<StoredRevision?> CreateAsync(StepContext context, Release release, OperationRecord record, int? keep, CancellationToken cancellation)
    {
        if (await store.CreateAsync(context.Release.StorageNamespace, release, Completed(record, release), cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return null;
        }

        Remember(context, stored);
        await PruneAsync(context, keep, cancellation);
        return stored;
    }

    public async Task<StoredRevision> UpdateAsync(StepContext context, StoredRevision before, Release release, OperationRecord? record, CancellationToken cancellation)
    {
        StoredRevision stored = await store.UpdateAsync(context.Release.StorageNamespace, before, release, record is null ? null : Completed(record, release), cancellation);
        Remember(context, stored);
        return stored;
    }

    /// <summary>Marks a revision as good; false where it is gone.</summary>
    public async Task<bool> MarkGoodAsync(StepContext context, int revision, CancellationToken cancellation)
    {
        if (await store.MarkGoodAsync(context.Release.StorageNamespace, context.Release.ReleaseName, context.Seen.History.Find(revision)!, cancellation) is not { } marked)
        {
            context.Memory.History.Forget();
            return false;
        }

        context.Memory.History.Wrote(marked);
        return true;
    }

    public async Task DeleteAsync(StepContext context, int revision, CancellationToken cancellation)
    {
        await store.DeleteAsync(context.Release.StorageNamespace, context.Release.ReleaseName, revision, cancellation);
        context.Memory.History.Deleted(revision);
    }

    // What the status tells of a revision and only its body knows.
    private static OperationRecord Completed(OperationRecord record, Release release) => record with
    {
        FirstDeployed = TimeOf(release.Info?.FirstDeployed) ?? record.FirstDeployed,
        Deleted = TimeOf(release.Info?.Deleted),
        Snapshot = SnapshotDigest.Of(release, record.OciDigest),
    };

    private static DateTimeOffset? TimeOf(Timestamp? time) => time is { IsZero: false } known ? known.Time.ToUniversalTime() : null;

    private void Remember(StepContext context, StoredRevision stored) => context.Memory.History.Wrote(stored.Summary(time.GetUtcNow()));

    // The revision is there already, so that a crash in between prunes too little, never too much.
    private async Task PruneAsync(StepContext context, int? keep, CancellationToken cancellation)
    {
        ReleaseRevision[] before = [.. context.Seen.History.Revisions.Select(revision => new ReleaseRevision(revision.Revision, revision.Status))];
        foreach (int revision in ReleaseHistory.ToPrune(before, context.Release.Spec.MaxHistory))
        {
            if (revision != keep && revision != context.Release.Spec.RollbackTo?.Revision && context.Seen.History.Find(revision) is not { IsGood: true })
            {
                await DeleteAsync(context, revision, cancellation);
            }
        }
    }
}
