using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Connections;

/// <summary>What works on releases by one connection.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Observer">Looks at releases.</param>
/// <param name="Executor">Takes steps.</param>
/// <param name="Forget">Takes the key of a release that is gone, or has another connection by now.</param>
internal sealed record ReleaseWork(ReleaseConnection Connection, ReleaseObserver Observer, StepExecutor Executor, Action<NamespacedName> Forget);
