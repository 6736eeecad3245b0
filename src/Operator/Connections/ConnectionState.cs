using Steersman.Operator.Decisions;

namespace Steersman.Operator.Connections;

/// <summary>How a release's cluster is reached.</summary>
/// <param name="Work">What works on the release; null where there is a problem.</param>
/// <param name="Problem">Why nothing can be asked of the cluster; else null.</param>
internal readonly record struct ConnectionState(ReleaseWork? Work, ConnectionProblem? Problem);
