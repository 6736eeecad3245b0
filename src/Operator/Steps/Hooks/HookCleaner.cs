using Steersman.Helm.Manifests;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Hooks;

/// <summary>Deletes the objects of hooks as their policies ask, and of hooks that give way. How they ended is recorded before.</summary>
internal sealed class HookCleaner(RevisionWriter revisions, HookObjects objects, HookFollower follower, HookLogs logs, WaitClock waits)
{
    private const string LogReason = "HookLog";

    /// <summary>After an event's hooks all succeeded: the last first. After one failed: that one, then those before it that succeeded.</summary>
    public async Task<StepResult> CleanAsync(Step.CleanHooks step, StepContext context, CancellationToken cancellation)
    {
        HookRun run = step.Hook;
        if (await revisions.ReadAsync(context, context.Seen.Operation!.Revision, cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        bool hasFailed = run.State == HookRunState.Failed;
        if (hasFailed && stored.Operation?.Hooks is { Failure: null } cursor)
        {
            HookExecution execution = stored.Release.Hooks![run.Index].LastRun with { CompletedAt = revisions.Now(), Phase = HookPhases.Failed };
            OperationRecord record = stored.Operation with { Hooks = cursor with { Failure = run.Failure } };
            stored = await revisions.UpdateAsync(context, stored, HookRecords.With(stored.Release, run.Index, execution), record, cancellation);
        }

        IReadOnlyList<(int Index, Hook Hook)> runs = HookPlan.Runs(stored.Release.Hooks, run.Event, context.Release.Spec);
        List<Notice> notices = [];
        IReadOnlyList<ReleaseObject> left = [];
        for (int number = Math.Min(run.Run, runs.Count - 1); number >= 0; number--)
        {
            string policy = hasFailed && number == run.Run ? HookDeletePolicies.HookFailed : HookDeletePolicies.HookSucceeded;
            IReadOnlyList<ReleaseObject> kept = await CleanAsync(context, stored, run, number, runs[number].Hook, policy, mayLog: !hasFailed, notices, cancellation);
            left = kept.Count > 0 ? kept : left;
        }

        OperationProgress progress = context.Memory.Operation!;
        if (left.Count > 0)
        {
            HookFailure stuck = new(HookFailureStage.Prepare, $"the object of a {run.Event} hook that succeeded is still there", HookErrors.StillExist(left));
            progress.Hook = run with
            {
                Object = hasFailed ? run.Object : $"{left[0].Kind.Kind}/{left[0].Name}",
                Failure = run.Failure ?? stuck,
                Deadline = run.Deadline ?? waits.After(progress, HookExecutor.Timeout(context)),
                CheckAt = waits.After(progress, HookExecutor.CheckAfter),
            };
        }
        else if (hasFailed)
        {
            context.Memory.Operation!.Hook = run with { NeedsCleaning = false, Deadline = null, CheckAt = null };
        }
        else
        {
            context.Memory.Operation!.CleanedEvents.Add(run.Event);
            context.Memory.Operation.Hook = null;
            follower.Forget(context);
        }

        return StepResult.Told(notices);
    }

    /// <summary>Deletes the objects of a run that nobody needs any more, unless one of their containers has started: then it comes to its end.</summary>
    public async Task<StepResult> AbandonAsync(Step.AbandonHook step, StepContext context, CancellationToken cancellation)
    {
        HookRun run = step.Hook;
        RunningOperation operation = context.Seen.Operation!;
        if (await revisions.ReadAsync(context, operation.Revision, cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        List<(ReleaseObject Item, Unstructured Live)> found = await FindAsync(context, stored.Release.Hooks![run.Index], run.Id, cancellation);
        bool isRecorded = stored.Operation?.Hooks is { IsAbandoned: true };
        if (!isRecorded && await HasStartedAsync(context, found, cancellation))
        {
            context.Memory.Operation!.Hook = run with { HasStarted = true };
            return StepResult.Done;
        }

        if (!isRecorded)
        {
            OperationRecord record = stored.Operation! with { Hooks = new HookCursor(run.Event, run.Run) { IsBegun = true, IsAbandoned = true } };
            await revisions.UpdateAsync(context, stored, stored.Release, record, cancellation);
        }

        foreach ((ReleaseObject item, Unstructured live) in found)
        {
            await objects.DeleteAsync(item, live, cancellation);
        }

        context.Memory.Operation!.Hook = run with { State = HookRunState.Abandoned, NeedsCleaning = false };
        return StepResult.Done;
    }

    // The objects of a run that are there, by their real names.
    private async Task<List<(ReleaseObject Item, Unstructured Live)>> FindAsync(StepContext context, Hook hook, string run, CancellationToken cancellation)
    {
        IReadOnlyList<ReleaseObject> items = await objects.ReadAsync(hook, context.Release.ReleaseNamespace, cancellation);
        List<(ReleaseObject, Unstructured)> found = [];
        for (int place = 0; place < items.Count; place++)
        {
            if (await objects.FindAsync(items[place], context.Seen.Operation!.Record.Id, HookObjects.LabelOf(run, place, items.Count), cancellation) is { } live)
            {
                found.Add((items[place] with { Name = live.Metadata.Name }, live));
            }
        }

        return found;
    }

    // What has no containers comes to its end, if it is awaited.
    private async Task<bool> HasStartedAsync(StepContext context, List<(ReleaseObject Item, Unstructured Live)> found, CancellationToken cancellation)
    {
        foreach ((ReleaseObject item, _) in found)
        {
            bool hasStarted = HookFollower.Runs(item)
                ? (await logs.PodsAsync(item, cancellation)).Any(HookCauses.HasStarted)
                : HookPlan.IsDefinition(item) || HookFollower.IsAwaited(item, context.Release.Spec);
            if (hasStarted)
            {
                return true;
            }
        }

        return false;
    }

    // Only what this operation created is deleted. Answers what is left of it.
    private async Task<IReadOnlyList<ReleaseObject>> CleanAsync(
        StepContext context, StoredRevision stored, HookRun run, int number, Hook hook, string policy, bool mayLog, List<Notice> notices, CancellationToken cancellation)
    {
        bool isLogged = mayLog && HookPlan.IsLoggedBy(hook, policy);
        if (!isLogged && !HookPlan.IsDeletedBy(hook, policy))
        {
            return [];
        }

        IReadOnlyList<ReleaseObject> items = await objects.ReadAsync(hook, context.Release.ReleaseNamespace, cancellation);
        List<ReleaseObject> left = [];
        for (int place = 0; place < items.Count; place++)
        {
            if (await LiveAsync(context, items[place], HookObjects.LabelOf($"{run.Event}.{number}", place, items.Count), cancellation) is not { } live)
            {
                continue;
            }

            ReleaseObject named = items[place] with { Name = live.Metadata.Name };
            if (isLogged && run.CheckAt is null && HookFollower.Runs(named))
            {
                foreach ((string source, string log) in await logs.ReadAllAsync(context, stored.Release, named, cancellation))
                {
                    notices.Add(new Notice(IsWarning: false, LogReason, EventNote.WithLog($"{named.Kind.Kind}/{named.Name}: {source}", log)));
                }
            }

            if (HookPlan.IsDeletedBy(hook, policy) && !HookPlan.IsDefinition(named) && !await objects.DeleteAsync(named, live, cancellation))
            {
                left.Add(named);
            }
        }

        return left;
    }

    // An object that has a name may be of another run of this operation.
    private async Task<Unstructured?> LiveAsync(StepContext context, ReleaseObject item, string label, CancellationToken cancellation)
    {
        string operation = context.Seen.Operation!.Record.Id;
        return item.Name.Length == 0
            ? await objects.FindAsync(item, operation, label, cancellation)
            : await objects.GetAsync(item, cancellation) is { } live && live.Metadata.Labels[WellKnown.Operation] == operation ? live : null;
    }
}
