using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>Argo's Rollout: its phase. Its observedGeneration is a text, for which kstatus refuses the object and a wait never ends.</summary>
internal static class ArgoRolloutReadiness
{
    public static ReadinessResult Judge(LiveObject live)
    {
        if (live.ObservedGeneration != live.Generation)
        {
            return ReadinessResult.InProgress("LatestGenerationNotObserved", $"Rollout generation is {live.Generation}, but latest observed generation is {live.ObservedGeneration ?? 0}");
        }

        return live.Phase switch
        {
            "Healthy" => ReadinessResult.Ready,
            "Paused" => ReadinessResult.ReadyWith("Paused", "paused: its rollout waits until it is resumed"),
            "Degraded" => ReadinessResult.Failed("Degraded", live.Condition("Progressing")?.Message ?? "phase is Degraded"),
            _ => ReadinessResult.InProgress(live.Phase ?? "NoPhase", live.Condition("Progressing")?.Message ?? "phase is not Healthy"),
        };
    }
}
