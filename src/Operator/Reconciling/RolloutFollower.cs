using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Rules.Kinds;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Connections;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Steps.Applying;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Reconciling;

/// <summary>Follows the objects of each release's newest revision, by shared watches; also those of releases that this process found settled.</summary>
internal sealed class RolloutFollower(ReleaseTrackers trackers, ObjectOwners owners, IKubernetesClient client, ReleaseStore store, TimeProvider time)
{
    /// <summary>Follows what was just applied.</summary>
    public async Task FollowAsync(
        HelmRelease release,
        ReleaseMemory memory,
        int revision,
        IReadOnlyList<ReleaseObject> objects,
        OperationRecord record,
        IReadOnlySet<ObjectKey> changed,
        IReadOnlyDictionary<ObjectKey, string> versions,
        CancellationToken cancellation)
    {
        TrackedObject[] tracked = [.. objects.Select(item => Tracked(item, changed.Contains(item.Key), versions.GetValueOrDefault(item.Key)))];
        await trackers.TrackAsync(release.Metadata.Key, tracked, Options(release, record.Id, record), cancellation);
        Remember(release, memory, objects);
        Begin(release, memory, revision);
    }

    /// <summary>Follows the objects of a release until those are gone that its uninstall deletes; those that nobody watches are gone when they are deleted.</summary>
    public async Task FollowDeletionAsync(HelmRelease release, ReleaseMemory memory, RunningOperation operation, IReadOnlyList<ReleaseObject> objects, CancellationToken cancellation)
    {
        IEnumerable<ReleaseObject> deleted = operation.Record.Move?.Split(objects).Deleted ?? objects;
        IEnumerable<ReleaseObject> slow = deleted.Where(item => !item.IsKept && !StaticKinds.AreReady(item.Kind.GroupKind, waitForLoadBalancer: false));

        // Gone is gone: that somebody need not wait for an object to be ready, or that it deletes itself, says nothing here.
        TrackedObject[] tracked = [.. slow.Select(item => Tracked(item, isChanged: true, null) with { HasTtl = false, Policy = default })];
        await trackers.TrackAsync(release.Metadata.Key, tracked, Options(release, operation.Record.Id, operation.Record), cancellation);
        Begin(release, memory, operation.Revision);
    }

    /// <summary>What the watches show; null where nothing is to be followed.</summary>
    public async Task<RolloutView?> ViewAsync(Observation seen, ReleaseMemory memory, CancellationToken cancellation)
    {
        if (seen.History.Newest is not { } newest)
        {
            Forget(seen.Release.Metadata.Key);
            memory.TrackedRevision = null;
            return null;
        }

        bool isWaiting = seen.Operation is { Phase: OperationPhase.Wait };
        if (!isWaiting && newest.Status != ReleaseStatus.Deployed && !Recovery.IsPossible(newest))
        {
            return null;
        }

        if ((memory.TrackedRevision != newest.Revision || !HaveSameChecks(memory.TrackedChecks, seen.Release.Spec.HealthCheckExprs)) && !await ResumeAsync(seen, newest, memory, cancellation))
        {
            return null;
        }

        await trackers.ReviewAsync(seen.Release.Metadata.Key, cancellation);
        if (trackers.Find(seen.Release.Metadata.Key) is not { } tracker)
        {
            memory.TrackedRevision = null;
            return null;
        }

        if (!isWaiting)
        {
            owners.Rests(seen.Release, newest.Revision);
            trackers.Rest(seen.Release.Metadata.Key);
        }

        DateTimeOffset now = trackers.Now(seen.Release.Metadata.Key);
        RolloutState state = isWaiting && memory.Refreshed is { } refreshed ? refreshed : tracker.Snapshot(now);
        RolloutView view = seen.Operation?.Record.Type == OperationType.Uninstall
            ? RolloutViews.OfDeletion(state, now, time.GetUtcNow())
            : RolloutViews.Of(state, memory.Confirmed, now, time.GetUtcNow());
        return view with { IsFresh = isWaiting && memory.Refreshed is not null };
    }

    /// <summary>Asks the server itself before a cause, or the end of the time, becomes a verdict.</summary>
    /// <returns>False where the cause no longer stands.</returns>
    public async Task<bool> ConfirmAsync(HelmRelease release, ReleaseMemory memory, bool isDeletion, bool isOver, CancellationToken cancellation)
    {
        if (trackers.Find(release.Metadata.Key) is not { } tracker)
        {
            return false;
        }

        // What is being deleted may fail as it likes.
        if (!isDeletion && memory.Refreshed is null && tracker.Snapshot(trackers.Now(release.Metadata.Key)).Failure is { } cause)
        {
            memory.Confirmed = await tracker.ConfirmAsync(client, cause, cancellation);
            return memory.Confirmed is not null;
        }

        // What was read after the end is the server's own word, and needs no other.
        memory.Refreshed = isOver ? await tracker.RefreshAsync(client, cancellation) : null;
        memory.Confirmed = memory.Refreshed?.Failure ?? memory.Confirmed;
        return true;
    }

    /// <summary>The pods of other revisions than the present one, by the server's own word.</summary>
    public async Task<IReadOnlyList<OldPod>> FindOldPodsAsync(HelmRelease release, CancellationToken cancellation) =>
        trackers.Find(release.Metadata.Key) is { } tracker ? await tracker.FindOldPodsAsync(client, cancellation) : [];

    /// <summary>The workloads that are followed and not there, by what the watches show.</summary>
    public IEnumerable<ObjectKey> FindMissing(HelmRelease release) => trackers.Find(release.Metadata.Key) is { } tracker
        ? tracker.Snapshot(trackers.Now(release.Metadata.Key)).Unavailable.Where(item => item.IsMissing).Select(item => ObjectKey.Of(item.Object.Kind, item.Object.Key.Namespace, item.Object.Key.Name))
        : [];

    public void Forget(Kubernetes.Client.Objects.NamespacedName key)
    {
        trackers.Untrack(key);
        owners.Forget(key);
    }

    // After a start nothing is followed: what the newest revision holds stands in its body.
    private async Task<bool> ResumeAsync(Observation seen, RevisionSummary newest, ReleaseMemory memory, CancellationToken cancellation)
    {
        if (await store.GetAsync(seen.Release.StorageNamespace, seen.Release.ReleaseName, newest.Revision, newest.ResourceVersion, cancellation) is not { } stored)
        {
            return false;
        }

        IReadOnlyList<ReleaseObject> objects = await ManifestReader.ReadStoredAsync(stored.Release.Manifest, client.Mapper, seen.Release.ReleaseNamespace, cancellation);
        if (seen.Operation is { Record.Type: OperationType.Uninstall } uninstall)
        {
            await FollowDeletionAsync(seen.Release, memory, uninstall, objects, cancellation);
            return true;
        }

        string id = newest.Operation?.Id ?? $"{seen.Release.StorageNamespace}/{stored.Release.Name}.v{newest.Revision}";
        TrackOptions options = Options(seen.Release, id, newest.Operation) with { IsWaiting = seen.Operation is not null };
        IReadOnlySet<ObjectKey>? changed = seen.Operation is null ? null : await ChangedAsync(seen, newest, objects, cancellation);
        await trackers.TrackAsync(seen.Release.Metadata.Key, [.. objects.Select(item => Tracked(item, changed?.Contains(item.Key) != false, null))], options, cancellation);
        Remember(seen.Release, memory, objects);
        Begin(seen.Release, memory, newest.Revision);
        return true;
    }

    // What the revision leaves as it was, and was not ready before, is no failure of it, also for a process that did not apply it. Null: nobody knows.
    private async Task<IReadOnlySet<ObjectKey>?> ChangedAsync(Observation seen, RevisionSummary newest, IReadOnlyList<ReleaseObject> objects, CancellationToken cancellation)
    {
        List<ReleaseObject> before = [];
        HashSet<ObjectKey> known = [];
        try
        {
            foreach (RevisionSummary older in RevisionObjects.Previous(seen.History, newest.Revision))
            {
                if (await store.GetAsync(seen.Release.StorageNamespace, seen.Release.ReleaseName, older.Revision, older.ResourceVersion, cancellation) is { } stored)
                {
                    IReadOnlyList<ReleaseObject> left = await ManifestReader.ReadStoredAsync(stored.Release.Manifest, client.Mapper, seen.Release.ReleaseNamespace, cancellation);
                    before.AddRange(left.Where(item => known.Add(item.Key)));
                }
            }
        }
        catch (ManifestException)
        {
            return null;
        }

        ChangedObjects changes = ChangedObjects.Between(before, objects);
        return changes.Added.Concat(changes.Changed).Select(item => item.Key).ToHashSet();
    }

    private void Remember(HelmRelease release, ReleaseMemory memory, IReadOnlyList<ReleaseObject> objects)
    {
        memory.Objects = [.. objects.Select(item => item.Key)];
        memory.Inventory = InventoryEntries.Of(objects);
        owners.Remember(release.Metadata.Key, memory.Objects);
    }

    private static bool HaveSameChecks(IReadOnlyList<HealthCheckExpression>? one, IReadOnlyList<HealthCheckExpression>? other) => (one ?? []).SequenceEqual(other ?? []);

    // What was read afresh of the objects before says nothing about these.
    private static void Begin(HelmRelease release, ReleaseMemory memory, int revision)
    {
        memory.TrackedRevision = revision;
        memory.TrackedChecks = release.Spec.HealthCheckExprs;
        memory.Confirmed = null;
        memory.Refreshed = null;
    }

    private static TrackedObject Tracked(ReleaseObject item, bool isChanged, string? version) => TrackedObject.From(item.Content, item.Namespace) with
    {
        Key = item.NamespacedName,
        IsChanged = isChanged,
        AppliedVersion = version,
    };

    private TrackOptions Options(HelmRelease release, string id, OperationRecord? record) => new()
    {
        // Other expressions judge anew what is there.
        Id = release.Spec.HealthCheckExprs is { Count: > 0 } checks ? $"{id}\n{string.Join('\n', checks)}" : id,
        StartedAt = record?.StartedAt ?? time.GetUtcNow(),
        WaitForJobs = record?.Type switch
        {
            OperationType.Install => release.Spec.Install is not { DisableWaitForJobs: true },
            OperationType.Upgrade => release.Spec.Upgrade is not { DisableWaitForJobs: true },
            OperationType.Rollback => release.Spec.Rollback is not { DisableWaitForJobs: true },
            _ => false,
        },
        WaitForLoadBalancer = release.Spec.Wait is { LoadBalancer: true },
        IgnoreUnchanged = release.Spec.Wait is { IgnoreUnchanged: true },
        FailFast = FailFastMapping.Of(release.Spec.Wait?.FailFast),
        FindsOldPods = record?.Type == OperationType.Rollback,
        HealthChecks = HealthCheckMapping.Of(release.Spec),
    };
}
