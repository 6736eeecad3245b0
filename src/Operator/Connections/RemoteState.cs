using Steersman.Operator.Decisions;

namespace Steersman.Operator.Connections;

/// <summary>The other cluster that a release is on.</summary>
/// <param name="Cluster">The cluster; null where it cannot be worked on (yet).</param>
/// <param name="Problem">Why not; null where that is not known yet.</param>
internal readonly record struct RemoteState(RemoteCluster? Cluster, ConnectionProblem? Problem);
