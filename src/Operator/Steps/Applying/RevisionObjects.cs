using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Applying;

/// <summary>The objects that revisions before one may have left in the cluster.</summary>
internal sealed class RevisionObjects(IKubernetesClient client, RevisionWriter revisions)
{
    /// <summary>The objects of the newest revision below that once was deployed, and of every failed one after it, of which nobody knows how far it came; the newest text counts.</summary>
    public async Task<IReadOnlyList<ReleaseObject>> BeforeAsync(StepContext context, int revision, CancellationToken cancellation)
    {
        List<ReleaseObject> before = [];
        HashSet<ObjectKey> known = [];
        foreach (RevisionSummary older in Previous(context.Seen.History, revision))
        {
            if (await revisions.ReadAsync(context, older.Revision, cancellation) is { } stored)
            {
                before.AddRange((await OfAsync(context, stored.Release, cancellation)).Where(item => known.Add(item.Key)));
            }
        }

        return before;
    }

    /// <summary>The objects of a stored revision, in versions that are served.</summary>
    public Task<IReadOnlyList<ReleaseObject>> OfAsync(StepContext context, Release release, CancellationToken cancellation) =>
        ManifestReader.ReadStoredAsync(release.Manifest, client.Mapper, context.Release.ReleaseNamespace, cancellation);

    /// <summary>
    /// The revisions whose objects may live: the newest one below that was deployed, and every failed one after it; newest first. The objects of a revision that was uninstalled are gone, and what is
    /// older than that with them.
    /// </summary>
    public static IEnumerable<RevisionSummary> Previous(History history, int revision)
    {
        foreach (RevisionSummary older in history.Revisions.Where(stored => stored.Revision < revision).TakeWhile(stored => stored.Status != ReleaseStatus.Uninstalled))
        {
            yield return older;
            if (older.Status is ReleaseStatus.Deployed or ReleaseStatus.Superseded)
            {
                yield break;
            }
        }
    }
}
