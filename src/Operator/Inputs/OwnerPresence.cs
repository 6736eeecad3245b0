using System.Collections.Immutable;

namespace Steersman.Operator.Inputs;

/// <summary>Whether the HelmRelease that the record of a revision names exists still: of either kind, whoever manages it. Thread-safe.</summary>
internal sealed class OwnerPresence
{
    private ImmutableArray<ClusterFacts> _kinds = [];

    /// <summary>From now on HelmReleases of this kind count as well.</summary>
    public void Add(ClusterFacts facts) => ImmutableInterlocked.Update(ref _kinds, static (known, added) => known.Add(added), facts);

    /// <summary>Asks the server only where another operator may manage the owner.</summary>
    /// <param name="owner">Namespace and name, as <c>namespace/name</c>.</param>
    /// <param name="uid">UID of the HelmRelease.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async ValueTask<bool> IsAliveAsync(string owner, string uid, CancellationToken cancellation)
    {
        ImmutableArray<ClusterFacts> kinds = _kinds;
        foreach (ClusterFacts facts in kinds)
        {
            if (facts.IsAlive(owner, uid) || (facts.Scope.IsNarrow && await facts.AskAliveAsync(owner, uid, cancellation)))
            {
                return true;
            }
        }

        return false;
    }
}
