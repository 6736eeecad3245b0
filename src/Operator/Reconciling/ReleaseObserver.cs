using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm;
using Steersman.Helm.Manifests;
using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Inputs;
using Steersman.Operator.Steps.Hooks;
using Steersman.Releases.Storage;
using Steersman.Releases.Values;

namespace Steersman.Operator.Reconciling;

/// <summary>Gathers everything that is known about one release. For a settled release nothing is asked of the server: it all comes from the watches.</summary>
internal sealed class ReleaseObserver(ClusterFacts facts, OwnerPresence owners, ITargetFacts target, ReleasePlaces places, ReleaseStore store, ReleaseValues values, ChartSources sources, RolloutFollower follower, DriftFollower drift, AdoptionComparer adoption, HookObserver hooks, DependencyObserver dependencies, WaitClock waits, TimeSpan foreignOperationTimeout, TimeProvider time)
{
    public async Task<Observation> ObserveAsync(HelmRelease release, ReleaseMemory memory, CancellationToken cancellation)
    {
        await target.LookAsync(release, memory.Places, cancellation);
        Observation seen = Look(release, memory);
        if (places.Find(release, seen.History, memory) is { } where)
        {
            // What the status tells is of the release where it is.
            Observation there = Look(release with { Status = release.CurrentStatus with { History = null } }, memory);
            seen = Look(where, memory) with { There = there };
        }

        seen = await WithOwnerAsync(seen, cancellation);
        memory.LookAt((seen.Release.StorageNamespace, seen.Release.ReleaseName));
        if (seen.IsOwnNamespaceTerminating || seen.IsOwnedByOther || (release.Spec.Suspend && !release.IsDeleted) || !release.HasFinalizer)
        {
            return seen;
        }

        seen = seen with { Dependencies = seen.SpecError is null ? await dependencies.ObserveAsync(release, memory, seen.Now, cancellation) : DependencyView.None };
        if (seen.SpecError is null && release is { IsDeleted: false, Spec.RollbackTo: null })
        {
            seen = await WithDesiredAsync(seen, release, memory, cancellation);
        }

        seen = await WithBodiesAsync(seen, memory, cancellation);
        seen = await WithOperationAsync(seen, memory, cancellation);
        RolloutView? rollout = await follower.ViewAsync(seen, memory, cancellation);
        return seen with
        {
            Rollout = rollout,
            Inventory = memory.Inventory,
            Drift = await drift.ViewAsync(seen, memory, cancellation),
        };
    }

    private Observation Look(HelmRelease release, ReleaseMemory memory)
    {
        History history = memory.HistoryOf((release.StorageNamespace, release.ReleaseName)).Merge(target.Revisions(release.StorageNamespace, release.ReleaseName));
        bool isRemote = memory.Connection is { Cluster.Id: not null };
        Observation seen = new()
        {
            Release = release,
            Cluster = memory.Connection?.Cluster.Address,
            HasRecords = isRemote && facts.PlacesOf(release).Any(),
            SpecError = SpecValidation.Check(release),
            History = history,
            Failure = memory.Failure,
            Plan = memory.Plan,
            NamespaceUid = target.NamespaceUid(release.ReleaseNamespace),
            Definitions = target.EstablishedDefinitions,
            HasNewDefinitions = memory.Definitions != target.EstablishedDefinitions,
            HasNewReferences = facts.Awaited.HaveChanged(release.Metadata.Key),
            HasFreedObject = !facts.AwaitedOwners.IsWaiting(release.Metadata.Key),
            IsDefinitionDeleted = facts.IsOwnDefinitionDeleted,
            IsNamespaceMissing = target.IsNamespaceMissing(release.ReleaseNamespace),
            IsOwnNamespaceTerminating = facts.IsNamespaceDeleted(release.Metadata.Namespace!),
            ForeignOperationTimeout = foreignOperationTimeout,
            Now = time.GetUtcNow(),
        };
        return seen with { IsForeign = IsForeign(seen) };
    }

    private async Task<Observation> WithOwnerAsync(Observation seen, CancellationToken cancellation)
    {
        if (seen.There is { } there)
        {
            seen = seen with { There = await WithOwnerAsync(there, cancellation) };
        }

        return seen.History.Newest?.Operation is { } record && record.Uid != seen.Release.Metadata.Uid && await owners.IsAliveAsync(record.Owner, record.Uid, cancellation)
            ? seen with { IsOwnedByOther = true }
            : seen;
    }

    // A record is lost when Helm rewrites the Secret; the status remembers which revisions had one, on the cluster that it tells of.
    private static bool IsForeign(Observation seen) => seen.History.Newest switch
    {
        null => false,
        { Operation: { } record } => record.Uid != seen.Release.Metadata.Uid,
        { } newest => !ClusterChange.HasOwnRevision(seen)
            && (ClusterChange.IsElsewhere(seen) || seen.Release.CurrentStatus.History?.Any(entry => entry.Action is not null && entry.Version <= newest.Revision) != true),
    };

    // What is desired is what the spec asks for, wherever the release is.
    private async Task<Observation> WithDesiredAsync(Observation seen, HelmRelease release, ReleaseMemory memory, CancellationToken cancellation)
    {
        SourceState source = sources.Observe(release);
        ValuesState state = await values.ObserveAsync(release, memory, cancellation);
        seen = seen with { Source = source, Values = state };
        return source is { Phase: SourcePhase.Ready, Chart: { } chart, Digest: { } digest } && state.Digest is { } values1
            ? seen with { Desired = DesiredStateDigest.Of(release, chart, digest, values1) with { OciDigest = source.OciDigest } }
            : seen;
    }

    // A revision without our record is somebody else's, or lost its record to Helm: only its body tells what it is.
    private async Task<Observation> WithBodiesAsync(Observation seen, ReleaseMemory memory, CancellationToken cancellation)
    {
        if (seen.History.Newest is not { } newest)
        {
            return seen;
        }

        bool needsTargets = newest is { Status: ReleaseStatus.Failed, Operation.Type: OperationType.Upgrade };
        if (!needsTargets && (newest.Operation is not null || newest.Status != ReleaseStatus.Deployed))
        {
            return seen;
        }

        List<RevisionSummary> revisions = [];
        foreach (RevisionSummary revision in seen.History.Revisions)
        {
            bool isAsked = revision.Operation is null && revision.Description is null && (ReferenceEquals(revision, newest) || needsTargets);
            revisions.Add(isAsked ? await ReadAsync(seen, revision, memory, cancellation) : revision);
        }

        return seen with { History = new History([.. revisions]) };
    }

    private async Task<RevisionSummary> ReadAsync(Observation seen, RevisionSummary revision, ReleaseMemory memory, CancellationToken cancellation)
    {
        try
        {
            if (await store.GetAsync(seen.Release.StorageNamespace, seen.Release.ReleaseName, revision.Revision, revision.ResourceVersion, cancellation) is not { } stored)
            {
                return revision;
            }

            return revision with
            {
                Description = stored.Release.Info?.Description ?? "",
                RollbackRevision = stored.Release.Info?.RollbackRevision ?? 0,
                Chart = stored.Identity,
                HasFailedTests = TestRecord.HaveFailed(stored.Release.Hooks),
                EqualsDesired = seen.Desired is { } desired
                    ? IsSameChart(seen.Release, stored.Identity, desired.Chart) && HasValues(stored.Release.Config, memory.ComposedValues, desired)
                        && (stored.Release.Info?.Status != ReleaseStatus.Deployed || await adoption.HasSameObjectsAsync(seen, memory, desired, stored, cancellation))
                    : null,
            };
        }
        catch (HelmException exception)
        {
            return revision with { Unreadable = exception.Message };
        }
    }

    // Flux puts the generation of its HelmChart into the version of a chart with valuesFiles.
    private static bool IsSameChart(HelmRelease release, ChartIdentity? stored, ChartIdentity desired) =>
        stored == desired || (release.Origin.IsFlux && stored is not null && stored with { Version = WithoutMetadata(stored.Version) } == desired with { Version = WithoutMetadata(desired.Version) });

    private static string WithoutMetadata(string version) => version.Split('+')[0];

    private static bool HasValues(ValueMap? stored, ValueMap? composed, DesiredState desired) =>
        ValuesDigest.Of(stored) == desired.Values || (composed is not null && Write(stored) == Write(composed));

    private static string Write(ValueMap? values) => GoJson.Write(Value.FromMap(values ?? new ValueMap()));

    private async Task<Observation> WithOperationAsync(Observation seen, ReleaseMemory memory, CancellationToken cancellation)
    {
        if (seen.History.Newest is not { Operation: { } record } newest || !(ReleaseStatus.IsPending(newest.Status) || newest.Status == ReleaseStatus.Uninstalling || record.IsTesting))
        {
            memory.Operation = null;
            return seen;
        }

        if (memory.Operation?.Id != record.Id)
        {
            memory.Operation = Resume(seen.Release, record);
        }

        OperationProgress progress = memory.Operation!;
        waits.MoveDeadlines(progress, record.StartedAt);
        RunningOperation operation = new(record, newest.Revision, progress.Phase) { Excused = progress.Moved, NextPodsAt = progress.NextPodsAt };
        operation = operation with { Deadline = TotalTime.Bound(seen.Release.Spec, operation, progress.Deadline) };
        return seen with { Operation = await hooks.ObserveAsync(seen, operation, memory, cancellation) };
    }

    /// <summary>Another process began the operation: the status tells whether everything was applied; without its word each object is looked at.</summary>
    private static OperationProgress Resume(HelmRelease release, OperationRecord record)
    {
        OperationStatus? known = release.Status?.Operation is { } status && status.Id == record.Id ? status : null;
        if (record.IsTesting || record.Hooks is { Event: HookEvents.Test })
        {
            return new OperationProgress(record.Id, OperationPhase.Tests) { MayHaveApplied = true };
        }

        if (record.Hooks is { } hooks && HookPlan.IsAfterObjects(hooks.Event))
        {
            return new OperationProgress(record.Id, OperationPhase.PostHooks) { MayHaveApplied = true };
        }

        bool isApplied = known?.Phase is OperationPhase.Wait or OperationPhase.PostHooks or OperationPhase.Tests;
        return new OperationProgress(record.Id, isApplied ? known!.Phase : OperationPhase.Prepare)
        {
            MayHaveApplied = true,
            Deadline = isApplied ? known!.Deadline : null,
        };
    }
}
