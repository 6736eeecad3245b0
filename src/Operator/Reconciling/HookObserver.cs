using Steersman.Helm.Manifests;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Inputs;
using Steersman.Operator.Steps.Hooks;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Reconciling;

/// <summary>Finds the hook whose turn it is, from the record and from the object that runs.</summary>
internal sealed class HookObserver(ReleaseStore store, HookFollower follower, ITargetFacts facts)
{
    public async Task<RunningOperation> ObserveAsync(Observation seen, RunningOperation operation, ReleaseMemory memory, CancellationToken cancellation)
    {
        if (HookPlan.Event(operation.Record.Type, operation.Phase) is not { } runsAt || !ActionOptions.Of(seen.Release.Spec, operation).Hooks || IsNowhere(seen, operation))
        {
            return operation;
        }

        string? version = seen.History.Find(operation.Revision)?.ResourceVersion;
        if (await store.GetAsync(seen.Release.StorageNamespace, seen.Release.ReleaseName, operation.Revision, version, cancellation) is not { } stored)
        {
            return operation;
        }

        IReadOnlyList<(int Index, Hook Hook)> runs = HookPlan.Runs(stored.Release.Hooks, runsAt, seen.Release.Spec);
        operation = operation with { Tests = operation.Phase == OperationPhase.Tests ? runs.Count : 0 };
        HookCursor cursor = Cursor(operation.Record, runsAt, runs.Count);
        OperationProgress progress = memory.Operation!;
        if (cursor.Done < runs.Count)
        {
            (int index, Hook hook) = runs[cursor.Done];
            return operation with { Hook = Judge(seen, hook, Resume(seen, operation, new HookRun(runsAt, cursor.Done, index, HookPlan.Display(hook), HookRunState.NotStarted), cursor, progress)) };
        }

        bool needsCleaning = !progress.CleanedEvents.Contains(runsAt)
            && runs.Any(run => HookPlan.IsDeletedBy(run.Hook, HookDeletePolicies.HookSucceeded) || HookPlan.IsLoggedBy(run.Hook, HookDeletePolicies.HookSucceeded));
        return needsCleaning ? operation with { Hook = Known(progress, runsAt, runs.Count) ?? new HookRun(runsAt, runs.Count, -1, "", HookRunState.Cleaning) } : operation;
    }

    // Where the namespace is gone no hook can be created; what is left of the release goes without them.
    private static bool IsNowhere(Observation seen, RunningOperation operation) => operation.Record.Type == OperationType.Uninstall && seen.IsNamespaceMissing;

    // When a hook behind the objects has begun, those before them are long done.
    private static HookCursor Cursor(OperationRecord record, string runsAt, int count) => record.Hooks switch
    {
        { } cursor when cursor.Event == runsAt => cursor,
        { } later when HookPlan.IsAfterObjects(later.Event) && !HookPlan.IsAfterObjects(runsAt) => new HookCursor(runsAt, count),
        _ => new HookCursor(runsAt, 0),
    };

    private static HookRun? Known(OperationProgress progress, string runsAt, int run) => progress.Hook is { } known && known.Event == runsAt && known.Run == run ? known : null;

    // What this process knows of the run; else what the record and the status tell of one that another process began.
    private static HookRun Resume(Observation seen, RunningOperation operation, HookRun run, HookCursor cursor, OperationProgress progress)
    {
        run = Known(progress, run.Event, run.Run) ?? run with { Uid = StatusUid(seen, operation, run), Deadline = StatusDeadline(seen, operation, run) + progress.Moved };
        run = run with { IsBegun = run.IsBegun || cursor.IsBegun };
        return (run.State, cursor) switch
        {
            (HookRunState.NotStarted, { IsAbandoned: true }) => run with { State = HookRunState.Abandoned, NeedsCleaning = true },
            (HookRunState.NotStarted, { Failure: { } failure }) => run with { State = HookRunState.Failed, Failure = failure, NeedsCleaning = true },
            _ => run,
        };
    }

    private static OperationStatus? StatusOf(Observation seen, RunningOperation operation, HookRun run) =>
        seen.Release.Status?.Operation is { } status && status.Id == operation.Record.Id && status.Phase == operation.Phase && status.HookRun == run.Run ? status : null;

    private static string? StatusUid(Observation seen, RunningOperation operation, HookRun run) => StatusOf(seen, operation, run)?.HookUid;

    private static DateTimeOffset? StatusDeadline(Observation seen, RunningOperation operation, HookRun run) => StatusOf(seen, operation, run)?.Deadline;

    private HookRun Judge(Observation seen, Hook hook, HookRun run)
    {
        if (run.State == HookRunState.Running && hook.Kind == "CustomResourceDefinition")
        {
            return facts.Definition(hook.Name) is { IsEstablished: true } ? run with { State = HookRunState.Succeeded } : run;
        }

        return run.State is HookRunState.Running or HookRunState.Clearing ? follower.Judge(seen.Release, run, seen.Now) : run;
    }
}
