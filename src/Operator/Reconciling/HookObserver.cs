using Steersman.Helm.Manifests;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Reconciling;

/// <summary>Finds the hook whose turn it is, from the record and from the object that runs.</summary>
internal sealed class HookObserver(ReleaseStore store, HookFollower follower, TimeProvider time)
{
    public async Task<RunningOperation> ObserveAsync(Observation seen, RunningOperation operation, ReleaseMemory memory, CancellationToken cancellation)
    {
        OperationType type = operation.Record.Type;
        ActionOptions options = ActionOptions.Of(seen.Release.Spec, type);
        if (!options.Hooks || operation.Phase is not (OperationPhase.PreHooks or OperationPhase.PostHooks))
        {
            return operation;
        }

        string? version = seen.History.Find(operation.Revision)?.ResourceVersion;
        if (await store.GetAsync(seen.Release.StorageNamespace, seen.Release.ReleaseName, operation.Revision, version, cancellation) is not { } stored)
        {
            return operation;
        }

        OperationProgress progress = memory.Operation!;
        foreach ((int index, Hook hook) in HookSupport.Of(stored.Release.Hooks, HookSupport.Event(type, operation.Phase == OperationPhase.PostHooks)))
        {
            bool isOfThisOperation = hook.LastRun.StartedAt.Time >= operation.Record.StartedAt;
            if (progress.FinishedHooks.Contains(index) || (isOfThisOperation && hook.LastRun.Phase == HookPhases.Succeeded))
            {
                progress.FinishedHooks.Add(index);
                continue;
            }

            HookRun run = progress.Hook is { } known && known.Index == index ? known : new HookRun(index, $"{hook.Kind}/{hook.Name}", HookRunState.NotStarted);
            if (run.State == HookRunState.NotStarted && isOfThisOperation && hook.LastRun.Phase == HookPhases.Running)
            {
                // Begun by a process that is no more: creating it again finds it, and waits on.
                run = run with { Deadline = time.GetUtcNow() + options.Timeout };
            }

            return operation with { Hook = run.State == HookRunState.Running ? follower.Judge(seen.Release, run) : run };
        }

        return operation;
    }
}
