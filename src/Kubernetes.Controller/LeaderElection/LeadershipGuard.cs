using Steersman.Kubernetes.Client.Http;

namespace Steersman.Kubernetes.Controller.LeaderElection;

/// <summary>Lets requests through only while we lead: a write gets no more time than the lease has, and all are cancelled at the renew deadline.</summary>
/// <remarks>A lease is no fence: writes that must not be repeated carry resource versions or UIDs as well.</remarks>
public sealed class LeadershipGuard : IRequestGuard
{
    private volatile LeadershipTerm? _term;

    internal LeadershipGuard()
    {
    }

    public TimeSpan Remaining => _term?.Remaining ?? TimeSpan.Zero;

    public CancellationToken Lost => _term?.Lost ?? new CancellationToken(canceled: true);

    internal void Begin(LeadershipTerm term) => _term = term;

    internal void End() => _term = null;
}
