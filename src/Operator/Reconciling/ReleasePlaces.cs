using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Inputs;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Reconciling;

/// <summary>Finds where the release of a HelmRelease is, by the records in Helm's storage: the spec may ask for another place by now.</summary>
internal sealed class ReleasePlaces(ITargetFacts facts)
{
    /// <summary>The HelmRelease as if it asked for the place where its release is; null where nothing of it is anywhere but where it asks for.</summary>
    /// <param name="release">The HelmRelease.</param>
    /// <param name="history">The revisions that are stored where it asks for.</param>
    /// <param name="memory">What was written of it.</param>
    public HelmRelease? Find(HelmRelease release, History history, ReleaseMemory memory)
    {
        (string StorageNamespace, string Name) wanted = (release.StorageNamespace, release.ReleaseName);
        foreach ((string StorageNamespace, string Name) place in facts.PlacesOf(release).Concat(memory.Places).Where(place => place != wanted).Distinct().Order())
        {
            if (NamespaceOf(memory.HistoryOf(place).Merge(facts.Revisions(place.StorageNamespace, place.Name)), place, release) is { } ns)
            {
                return release.At(place.StorageNamespace, place.Name, ns);
            }
        }

        return NamespaceOf(history, wanted, release) is { } here && here != release.ReleaseNamespace ? release.At(wanted.StorageNamespace, wanted.Name, here) : null;
    }

    // Null where the revisions are none of that HelmRelease.
    private static string? NamespaceOf(History history, (string StorageNamespace, string Name) place, HelmRelease release)
    {
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
