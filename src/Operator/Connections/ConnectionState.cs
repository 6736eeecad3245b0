using Steersman.Operator.Decisions;

namespace Steersman.Operator.Connections;

/// <summary>How a release's cluster is reached.</summary>
/// <param name="Work">What works on the release; null where nothing can be asked of the cluster.</param>
/// <param name="Problem">Why not; null where that is not known yet: the release is woken when it is.</param>
internal readonly record struct ConnectionState(ReleaseWork? Work, ConnectionProblem? Problem);
