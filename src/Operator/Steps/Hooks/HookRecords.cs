using Steersman.Helm.Charts;
using Steersman.Helm.Manifests;
using Steersman.Helm.Releases;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Hooks;

/// <summary>The hook records of a release, as Helm writes them.</summary>
internal static class HookRecords
{
    /// <summary>The release with the end of a hook that failed. One that never came to a run has no record of it, and one that was cleaned after is recorded already.</summary>
    public static Release WithEnd(StoredRevision stored, HookRun run, Timestamp now)
    {
        bool hasRun = run.State == HookRunState.Abandoned || run is { State: HookRunState.Failed, Failure.Stage: not HookFailureStage.Prepare };
        return hasRun && stored.Operation?.Hooks is not { Failure: not null }
            ? With(stored.Release, run.Index, stored.Release.Hooks![run.Index].LastRun with { CompletedAt = now, Phase = HookPhases.Failed })
            : stored.Release;
    }

    /// <summary>The release with another record of a hook's last run; a hook that runs has its delete policy written out.</summary>
    public static Release With(Release release, int index, HookExecution run)
    {
        List<Hook> hooks = [.. release.Hooks!];
        Hook hook = hooks[index];
        hooks[index] = hook with { LastRun = run, DeletePolicies = hook.DeletePolicies is { Count: > 0 } ? hook.DeletePolicies : [HookDeletePolicies.BeforeHookCreation] };
        return release with { Hooks = hooks };
    }
}
