using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>Deployments: kstatus, but a paused one is ready (Helm and Flux skip them too: nothing would ever happen), and so is one that wants no pods.</summary>
internal static class DeploymentReadiness
{
    public static ReadinessResult Judge(LiveObject live)
    {
        LiveWorkload workload = live.Workload ?? new LiveWorkload();
        if (workload.IsPaused)
        {
            return ReadinessResult.ReadyWith("Paused", "paused: its rollout waits until it is resumed");
        }

        // Without pods the controller may leave Progressing as it was, and kstatus would wait for it.
        bool wantsNone = workload is { Wanted: 0, Existing: 0 } && live.ObservedGeneration == live.Generation;
        return wantsNone && live.State == KstatusState.InProgress ? ReadinessResult.Ready : Readiness.OfKstatus(live);
    }
}
