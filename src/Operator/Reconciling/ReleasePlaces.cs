using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Inputs;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Reconciling;

/// <summary>Finds where the release of a HelmRelease is, by the records in Helm's storage: the spec may ask for another place by now.</summary>
internal sealed class ReleasePlaces(ClusterFacts facts)
{
    /// <summary>The HelmRelease as if it asked for the place where its release is; null where nothing of it is anywhere but where it asks for.</summary>
    public HelmRelease? Find(HelmRelease release, ReleaseMemory memory)
    {
        (string StorageNamespace, string Name) wanted = (release.StorageNamespace, release.ReleaseName);
        foreach ((string StorageNamespace, string Name) place in facts.PlacesOf(release.Metadata.Uid ?? "").Concat(memory.Places).Where(place => place != wanted).Distinct().Order())
        {
            if (NamespaceAt(place, release, memory) is { } ns)
            {
                return release.At(place.StorageNamespace, place.Name, ns);
            }
        }

        return NamespaceAt(wanted, release, memory) is { } here && here != release.ReleaseNamespace ? release.At(wanted.StorageNamespace, wanted.Name, here) : null;
    }

    // Null where no release of that HelmRelease is there.
    private string? NamespaceAt((string StorageNamespace, string Name) place, HelmRelease release, ReleaseMemory memory)
    {
        string? version = facts.RevisionsVersion;
        History history = memory.HistoryOf(place).Merge(facts.Revisions(place.StorageNamespace, place.Name), version);
        if (history.Newest is not { } newest || newest.Status == ReleaseStatus.Uninstalled || (newest.Operation is { } record && record.Uid != release.Metadata.Uid))
        {
            return null;
        }

        OperationRecord[] own = [.. history.Revisions.Select(revision => revision.Operation).OfType<OperationRecord>().Where(each => each.Uid == release.Metadata.Uid)];
        if (own.Length == 0)
        {
            return null;
        }

        return own[0].Namespace ?? (release.CurrentStatus.Release is { } known && known.Name == place.Name ? known.Namespace : place.StorageNamespace);
    }
}
