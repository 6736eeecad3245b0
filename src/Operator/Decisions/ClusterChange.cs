using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>A release whose HelmRelease has come to name another cluster: it stays where it was, as in Flux, and that is told. An address where the revision that the status knows is stored is another name of the same cluster.</summary>
internal static class ClusterChange
{
    /// <summary>True where a revision that this HelmRelease made or took over is on the cluster that it names.</summary>
    public static bool HasOwnRevision(Observation seen) => seen.History.Revisions.Any(revision => revision.Operation is { } record && record.Uid == seen.Release.Metadata.Uid);

    /// <summary>True where what the status knows of the release is of another cluster than the one that is named.</summary>
    public static bool IsElsewhere(Observation seen) => seen.Release.CurrentStatus is { Release: { Status: not ReleaseStatus.Uninstalled } } status
        && (status.Cluster is { } before ? before != seen.Cluster : seen is { Cluster: not null, HasRecords: true })
        && !seen.History.Revisions.Any(revision => IsKnown(seen.Release, status, revision));

    /// <summary>What stays, as <c>ns/name.v3 on https://10.0.0.1:6443</c>; null where nothing does.</summary>
    public static string? Left(Observation seen) =>
        IsElsewhere(seen) && seen.Release.CurrentStatus.Release is { } before ? $"{before.Namespace}/{before.Name}.v{before.Revision} on {Name(seen.Release.CurrentStatus.Cluster)}" : null;

    /// <summary>Why a release is installed on the cluster that is named now.</summary>
    public static string Trigger(Observation seen) => $"kubeConfig {seen.Release.CurrentStatus.Cluster ?? "none"} -> {seen.Cluster ?? "none"}";

    /// <summary>Where the status comes to tell of the other cluster without a revision that was made for that: the event goes with it.</summary>
    public static Decision Tell(Observation seen, Decision decision) =>
        decision.Event is null && decision.Status.Cluster != seen.Release.CurrentStatus.Cluster && seen.History.Newest is { Operation.Left: null } && Notice(seen) is { } notice ? decision with { Event = notice } : decision;

    /// <summary>Tells what stays where, and what can be done about it; null where nothing does.</summary>
    public static Notice? Notice(Observation seen)
    {
        if (Left(seen) is not { } left)
        {
            return null;
        }

        HelmReleaseStatus status = seen.Release.CurrentStatus;
        string storage = status.StorageNamespace ?? status.Release!.Namespace;
        return new Notice(
            IsWarning: true,
            Reasons.ClusterChanged,
            $"spec.kubeConfig names another cluster than before, {Name(seen.Cluster)}: release {left} is left as it is, objects and Helm's history, and is not managed any more: uninstall it there by hand (helm uninstall {status.Release!.Name} --namespace {storage}), or set spec.kubeConfig back");
    }

    // A release has a revision of the same number on each cluster; inputs and times tell them apart. The status has whole seconds.
    private static bool IsKnown(HelmRelease release, HelmReleaseStatus status, RevisionSummary stored) => stored.Operation is { } record
        && record.Uid == release.Metadata.Uid
        && stored.Revision == status.Release!.Revision
        && (status.Release.Digest is not { } inputs || inputs == record.Inputs)
        && (status.History?.FirstOrDefault(entry => entry.Version == stored.Revision)?.LastDeployed is not { } deployed || deployed.ToUnixTimeSeconds() == record.StartedAt.ToUnixTimeSeconds());

    private static string Name(string? cluster) => cluster ?? "the cluster of the HelmRelease";
}
