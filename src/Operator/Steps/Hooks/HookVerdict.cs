using Steersman.Kubernetes.Status.Rules;
using Steersman.Operator.Decisions.Hooks;

namespace Steersman.Operator.Steps.Hooks;

/// <summary>How far a hook is whose objects fare so and so, as Helm's waiter has it (<c>pkg/kube/statuswait.go</c>).</summary>
internal static class HookVerdict
{
    /// <summary>What failed counts when all others are done, and nothing is awaited any more when the time is over.</summary>
    /// <returns>Running, Succeeded or Failed.</returns>
    public static HookRunState Of(IReadOnlyCollection<KstatusState> objects, bool isOver)
    {
        if (objects.All(state => state == KstatusState.Current))
        {
            return HookRunState.Succeeded;
        }

        return isOver || objects.All(state => state is KstatusState.Current or KstatusState.Failed) ? HookRunState.Failed : HookRunState.Running;
    }
}
