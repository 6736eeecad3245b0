using Steersman.Kubernetes.Status.Causes;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>What is wrong with one object.</summary>
/// <param name="Worst">The most telling cause; null where none was found.</param>
/// <param name="Ignored">The cause that would end the rollout, were the object's failure not nobody's; null where there is none.</param>
internal readonly record struct FoundCauses(Cause? Worst, Cause? Ignored);
