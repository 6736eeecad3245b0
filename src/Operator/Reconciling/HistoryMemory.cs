using System.Globalization;
using Steersman.Operator.Inputs;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Reconciling;

/// <summary>The newer of the watched release Secrets and the operator's own last writes, so that no decision rests on a state that is behind them.</summary>
internal sealed class HistoryMemory
{
    // Null: deleted by us, and the watch has not told so yet.
    private readonly Dictionary<int, RevisionSummary?> _own = [];

    /// <summary>The last write of a revision.</summary>
    public void Wrote(RevisionSummary revision) => _own[revision.Revision] = revision;

    public void Deleted(int revision) => _own[revision] = null;

    /// <summary>Merges with what is stored.</summary>
    public History Merge(StoredRevisions stored) => Merge(stored.Revisions, stored.Version);

    /// <summary>Merges; what the watch has caught up with is forgotten.</summary>
    /// <param name="watched">The revisions that the watch shows.</param>
    /// <param name="version">The server's version up to which they are complete; null where that is not known.</param>
    public History Merge(IEnumerable<RevisionSummary> watched, string? version)
    {
        Dictionary<int, RevisionSummary> merged = watched.ToDictionary(revision => revision.Revision);
        foreach ((int number, RevisionSummary? own) in _own.ToList())
        {
            bool isWatched = merged.TryGetValue(number, out RevisionSummary? seen);
            if (own is null)
            {
                if (!isWatched)
                {
                    _own.Remove(number);
                }

                merged.Remove(number);
            }
            else if (isWatched ? IsNewer(seen!.ResourceVersion, own.ResourceVersion) : version is not null && IsNewer(version, own.ResourceVersion))
            {
                // Seen, or seen and deleted by somebody since.
                _own.Remove(number);
            }
            else
            {
                merged[number] = own;
            }
        }

        return merged.Count == 0 ? History.Empty : new History([.. merged.Values.OrderByDescending(revision => revision.Revision)]);
    }

    /// <summary>Takes the watch's word for everything: after an own write was refused, or a revision vanished.</summary>
    public void Forget() => _own.Clear();

    // Resource versions are compared as numbers, which Kubernetes documents since 1.35 and etcd always made true.
    private static bool IsNewer(string watched, string own) =>
        ulong.TryParse(watched, NumberStyles.None, CultureInfo.InvariantCulture, out ulong one)
        && ulong.TryParse(own, NumberStyles.None, CultureInfo.InvariantCulture, out ulong other) ? one >= other : watched == own;
}
