using Steersman.Helm.Manifests;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api;
using Steersman.Operator.Decisions;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps;

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
        ReleaseObject? left = null;
        for (int number = Math.Min(run.Run, runs.Count - 1); number >= 0; number--)
        {
            string policy = hasFailed && number == run.Run ? HookDeletePolicies.HookFailed : HookDeletePolicies.HookSucceeded;
            left = await CleanAsync(context, stored, run, number, runs[number].Hook, policy, mayLog: !hasFailed, notices, cancellation) ?? left;
        }

        OperationProgress progress = context.Memory.Operation!;
        if (left is not null)
        {
            HookFailure stuck = new(HookFailureStage.Prepare, $"the object of a {run.Event} hook that succeeded is still there", HookErrors.StillExists(left.Kind.Kind, left.Namespace, left.Name));
            progress.Hook = run with
            {
                Object = hasFailed ? run.Object : $"{left.Kind.Kind}/{left.Name}",
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

    /// <summary>Deletes the object of a run that nobody needs any more, unless one of its containers has started: then it comes to its end.</summary>
    public async Task<StepResult> AbandonAsync(Step.AbandonHook step, StepContext context, CancellationToken cancellation)
    {
        HookRun run = step.Hook;
        RunningOperation operation = context.Seen.Operation!;
        if (await revisions.ReadAsync(context, operation.Revision, cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        ReleaseObject item = await objects.ReadAsync(stored.Release.Hooks![run.Index], context.Release.ReleaseNamespace, cancellation);
        Unstructured? live = await objects.FindAsync(item, operation.Record.Id, run.Id, cancellation);
        ReleaseObject named = live is null ? item : item with { Name = live.Metadata.Name };
        bool isRecorded = stored.Operation?.Hooks is { IsAbandoned: true };
        if (!isRecorded && live is not null && (!HookFollower.Runs(item) || (await logs.PodsAsync(named, cancellation)).Any(HookCauses.HasStarted)))
        {
            context.Memory.Operation!.Hook = run with { HasStarted = true };
            return StepResult.Done;
        }

        if (!isRecorded)
        {
            OperationRecord record = stored.Operation! with { Hooks = new HookCursor(run.Event, run.Run) { IsBegun = true, IsAbandoned = true } };
            await revisions.UpdateAsync(context, stored, stored.Release, record, cancellation);
        }

        if (live is not null)
        {
            await objects.DeleteAsync(named, live, cancellation);
        }

        context.Memory.Operation!.Hook = run with { State = HookRunState.Abandoned, NeedsCleaning = false };
        return StepResult.Done;
    }

    // Only what this operation created is deleted. Answers what is left of it, or null.
    private async Task<ReleaseObject?> CleanAsync(
        StepContext context, StoredRevision stored, HookRun run, int number, Hook hook, string policy, bool mayLog, List<Notice> notices, CancellationToken cancellation)
    {
        bool isLogged = mayLog && HookPlan.IsLoggedBy(hook, policy);
        if (!isLogged && !HookPlan.IsDeletedBy(hook, policy))
        {
            return null;
        }

        ReleaseObject item = await objects.ReadAsync(hook, context.Release.ReleaseNamespace, cancellation);
        string operation = context.Seen.Operation!.Record.Id;
        Unstructured? live = item.Name.Length == 0
            ? await objects.FindAsync(item, operation, $"{run.Event}.{number}", cancellation)
            : await objects.GetAsync(item, cancellation);
        if (live is null || live.Metadata.Labels[WellKnown.Operation] != operation)
        {
            return null;
        }

        ReleaseObject named = item with { Name = live.Metadata.Name };
        if (isLogged && run.CheckAt is null && HookFollower.Runs(item))
        {
            foreach ((string source, string log) in await logs.ReadAllAsync(context, stored.Release, named, cancellation))
            {
                notices.Add(new Notice(IsWarning: false, LogReason, EventNote.WithLog($"{hook.Kind}/{live.Metadata.Name}: {source}", log)));
            }
        }

        return !HookPlan.IsDeletedBy(hook, policy) || await objects.DeleteAsync(named, live, cancellation) ? null : named;
    }
}
