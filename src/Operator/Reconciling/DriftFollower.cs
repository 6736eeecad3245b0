using System.Text.Json;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Drift;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Connections;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Drift;
using Steersman.Releases.Applying;
using Steersman.Releases.Drift;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Reconciling;

/// <summary>Follows whether others write the objects of releases whose drift is to be seen. Thread-safe.</summary>
internal sealed class DriftFollower(ReleaseDriftWatches watches, IKubernetesClient client, ReleaseStore store, TimeProvider time) : IApplyObserver
{
    private volatile bool _hasSubresources = true;

    /// <summary>Follows the objects of a revision that is about to be applied, so that own writes are known as such from the first on.</summary>
    public async Task FollowAsync(HelmRelease release, ReleaseMemory memory, int revision, IReadOnlyList<ReleaseObject> objects, CancellationToken cancellation)
    {
        if (ModeOf(release) != DriftDetectionMode.Disabled)
        {
            await TrackAsync(release, memory, IdOf(release, revision), objects, cancellation);
        }
    }

    /// <summary>Wakes the release when an object that is being deleted is gone, also where nobody looks for drift.</summary>
    public async Task AwaitAsync(HelmRelease release, ReleaseMemory memory, string operation, ReleaseObject item, CancellationToken cancellation)
    {
        if (ModeOf(release) == DriftDetectionMode.Disabled && await client.Mapper.FindAsync(item.Kind, cancellation) is { } mapping)
        {
            memory.AwaitedGone = operation;
            await watches.TrackAsync(release.Metadata.Key, $"{operation}/{item.Key}", [new DriftObject(mapping, item.NamespacedName, DriftObject.Hash(""))], cancellation);
        }
    }

    /// <summary>What is known; null where nobody is to look, or while an operation runs.</summary>
    public async Task<DriftView?> ViewAsync(Observation seen, ReleaseMemory memory, CancellationToken cancellation)
    {
        // Of a namespace that was made anew nobody knows what is in it: looked at once, also where drift is nobody's business.
        DriftDetectionMode mode = ModeOf(seen.Release) is var asked && asked == DriftDetectionMode.Disabled && seen.IsNamespaceReplaced ? DriftDetectionMode.Warn : asked;
        if (mode == DriftDetectionMode.Disabled || seen.Release.IsDeleted || seen.SpecError is not null)
        {
            if (seen.Operation is null || memory.AwaitedGone != seen.Operation.Record.Id)
            {
                watches.Untrack(seen.Release.Metadata.Key);
                memory.AwaitedGone = null;
            }

            memory.Drift.Clear();
            return null;
        }

        if (seen.History.Newest is not { Status: ReleaseStatus.Deployed, Operation: not null } newest)
        {
            return null;
        }

        await watches.ReviewAsync(seen.Release.Metadata.Key, cancellation);
        string id = IdOf(seen.Release, newest.Revision);
        if (!watches.IsTracked(seen.Release.Metadata.Key, id))
        {
            if (await store.GetAsync(seen.Release.StorageNamespace, seen.Release.ReleaseName, newest.Revision, newest.ResourceVersion, cancellation) is not { } stored)
            {
                return null;
            }

            await TrackAsync(seen.Release, memory, id, await ReadAsync(seen.Release, stored, cancellation), cancellation);
        }

        return View(seen, memory, mode, newest.Revision);
    }

    /// <summary>The objects of a stored revision, as far as the server knows their kinds.</summary>
    public Task<IReadOnlyList<ReleaseObject>> ReadAsync(HelmRelease release, StoredRevision stored, CancellationToken cancellation) =>
        ManifestReader.ReadAsync(stored.Release.Manifest, client.Mapper, release.ReleaseNamespace, (_, _) => true, cancellation);

    /// <summary>These objects are about to be looked at.</summary>
    public void BeginLook(NamespacedName release, IEnumerable<DriftKey> keys) => watches.BeginLook(release, keys);

    /// <summary>An object was looked at, as it was then (null: it is gone).</summary>
    public void Judged(NamespacedName release, DriftKey key, Unstructured? live) =>
        watches.Judged(release, key, live is null ? DriftStamp.Missing : DriftStampDecoder.Decode(live.Content, _hasSubresources));

    /// <inheritdoc/>
    public void Applied(ReleaseObject item, Unstructured live)
    {
        DriftKey key = KeyOf(item);
        if (watches.IsTracked(key))
        {
            watches.Wrote(key, DriftStampDecoder.Decode(live.Content, _hasSubresources));
        }
    }

    public void Forget(NamespacedName release) => watches.Untrack(release);

    public static DriftKey KeyOf(ReleaseObject item) => new(item.Kind.GroupKind, item.NamespacedName);

    private static DriftDetectionMode ModeOf(HelmRelease release) => release.Spec.DriftDetection?.Mode ?? DriftDetectionMode.Disabled;

    // Other ignore rules are another question.
    private static string IdOf(HelmRelease release, int revision) =>
        $"{release.Metadata.Uid}/{release.ReleaseNamespace}/{release.ReleaseName}.v{revision}/{(release.Spec.DriftDetection?.Ignore is null ? "" : JsonSerializer.Serialize(release.Spec.DriftDetection, HelmReleaseJson.Default.DriftDetectionSpec))}";

    private async Task TrackAsync(HelmRelease release, ReleaseMemory memory, string id, IReadOnlyList<ReleaseObject> objects, CancellationToken cancellation)
    {
        _hasSubresources = await watches.HasSubresourcesAsync(cancellation);
        DriftIgnoreRules rules = DriftIgnoreRules.Of(release.Spec.DriftDetection);
        List<DriftObject> followed = [];
        foreach (ReleaseObject item in objects)
        {
            if (rules.PathsOf(item) is { } ignored && await client.Mapper.FindAsync(item.Kind, cancellation) is { } mapping)
            {
                followed.Add(new DriftObject(mapping, item.NamespacedName, DriftObject.Hash($"{item.Content.ToJsonString()}\n{string.Join('\n', ignored)}")));
            }
        }

        await watches.TrackAsync(release.Metadata.Key, id, followed, cancellation);
        memory.Drift.Follow([.. followed.Select(item => new DriftKey(item.Kind.Kind.GroupKind, item.Key))]);
    }

    private DriftView View(Observation seen, ReleaseMemory memory, DriftDetectionMode mode, int revision)
    {
        DateTimeOffset now = time.GetUtcNow();
        List<DriftKey> due = [];
        DateTimeOffset? next = null;
        foreach (DriftKey key in watches.Open(seen.Release.Metadata.Key))
        {
            DateTimeOffset at = memory.Drift.NextLook(key);
            if (at <= now)
            {
                due.Add(key);
            }
            else if (next is null || at < next)
            {
                next = at;
            }
        }

        memory.Drift.ForgetCorrections(seen.Release.CurrentStatus.History?.FirstOrDefault(entry => entry.Version == revision)?.LastCorrected);
        return new DriftView { Mode = mode, Due = due, NextLookAt = next, Drifted = memory.Drift.Drifted, Corrected = memory.Drift.Corrected };
    }
}
