using Steersman.Helm.Manifests;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Decisions;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps;

/// <summary>Starts and ends the runs of hooks as Helm does (<c>pkg/action/hooks.go</c>), one step at a time, each durable before the next.</summary>
internal sealed class HookExecutor(IKubernetesClient client, RevisionWriter revisions, HookObjects objects, HookFollower follower, WaitClock waits)
{
    private const string Definition = "CustomResourceDefinition";

    // Watches tell of ends; this is the net below them.
    internal static readonly TimeSpan CheckAfter = TimeSpan.FromSeconds(2);

    /// <summary>Removes what an earlier run left, records the start, creates the object; or finds the object that a process before this one created.</summary>
    public async Task<StepResult> RunAsync(Step.RunHook step, StepContext context, CancellationToken cancellation)
    {
        RunningOperation operation = context.Seen.Operation!;
        if (await revisions.ReadAsync(context, operation.Revision, cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        HookRun run = step.Hook;
        Hook hook = stored.Release.Hooks![run.Index];
        ReleaseObject item;
        try
        {
            item = await objects.ReadAsync(hook, context.Release.ReleaseNamespace, cancellation);
        }
        catch (ManifestException exception)
        {
            string error = HookPlan.IsDeletedBy(hook, HookDeletePolicies.BeforeHookCreation) && !run.IsBegun
                ? HookErrors.NotBuiltForDeletion(hook.Path, exception.Message)
                : HookErrors.NotBuilt(run.Event, hook.Path, exception.Message);
            return Failed(context, run, HookFailureStage.Prepare, exception.Message, error);
        }

        if (run.IsBegun)
        {
            return await ResumeAsync(context, run, hook, item, cancellation);
        }

        if (!await ClearAsync(context, run, hook, item, cancellation))
        {
            return StepResult.Done;
        }

        HookExecution execution = new() { StartedAt = revisions.Now(), Phase = HookPhases.Running };
        OperationRecord record = stored.Operation! with { Hooks = new HookCursor(run.Event, run.Run) { IsBegun = true } };
        await revisions.UpdateAsync(context, stored, HookRecords.With(stored.Release, run.Index, execution), record, cancellation);
        return await CreateAsync(context, run with { IsBegun = true }, hook, item, cancellation);
    }

    /// <summary>Records that the hook succeeded; only then may its object be deleted.</summary>
    public async Task<StepResult> FinishAsync(Step.FinishHook step, StepContext context, CancellationToken cancellation)
    {
        RunningOperation operation = context.Seen.Operation!;
        HookRun run = step.Hook;
        if (await revisions.ReadAsync(context, operation.Revision, cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        Hook hook = stored.Release.Hooks![run.Index];
        if (hook.Kind == Definition && !await IsServedAsync(hook, context, cancellation))
        {
            context.Memory.Operation!.Hook = run with { State = HookRunState.Running, CheckAt = waits.After(context.Memory.Operation, CheckAfter) };
            return StepResult.Done;
        }

        HookExecution execution = hook.LastRun with { CompletedAt = revisions.Now(), Phase = HookPhases.Succeeded };
        OperationRecord record = stored.Operation! with { Hooks = new HookCursor(run.Event, run.Run + 1) };
        await revisions.UpdateAsync(context, stored, HookRecords.With(stored.Release, run.Index, execution), record, cancellation);
        follower.Forget(context);
        context.Memory.Operation!.Hook = null;
        return StepResult.Done;
    }

    // The record says that the run began. Gone, though it was there: it has ended, and its time to live was over, or somebody deleted it.
    private async Task<StepResult> ResumeAsync(StepContext context, HookRun run, Hook hook, ReleaseObject item, CancellationToken cancellation)
    {
        if (await objects.FindAsync(item, context.Seen.Operation!.Record.Id, run.Id, cancellation) is { } live)
        {
            await StartedAsync(context, run, hook, item, live, cancellation);
            return StepResult.Done;
        }

        if (run.Uid is not null && HookFollower.IsAwaited(item, context.Release.Spec))
        {
            return Vanished(context, run);
        }

        return await CreateAsync(context, run, hook, item, cancellation);
    }

    /// <summary>A run whose object is gone counts as succeeded, and is told of.</summary>
    internal static StepResult Vanished(StepContext context, HookRun run)
    {
        context.Memory.Operation!.Hook = run with { State = HookRunState.Succeeded };
        string told = $"{run.Object}: the {run.Event} hook was deleted before its end was seen, and counts as succeeded";
        return StepResult.Told(new Notice(IsWarning: true, "HookVanished", told));
    }

    // True where nothing of an earlier run is left.
    private async Task<bool> ClearAsync(StepContext context, HookRun run, Hook hook, ReleaseObject item, CancellationToken cancellation)
    {
        if (!HookPlan.IsDeletedBy(hook, HookDeletePolicies.BeforeHookCreation) || await objects.GetAsync(item, cancellation) is not { } live
            || HookObjects.IsOf(live, context.Seen.Operation!.Record.Id, run.Id) || await objects.DeleteAsync(item, live, cancellation))
        {
            return true;
        }

        OperationProgress progress = context.Memory.Operation!;
        progress.Hook = run with
        {
            State = HookRunState.Clearing,
            Deadline = run.Deadline ?? waits.After(progress, Timeout(context)),
            CheckAt = waits.After(progress, CheckAfter),
            Failure = new HookFailure(HookFailureStage.Prepare, $"the object of an earlier {run.Event} hook is still there", HookErrors.StillExists(item.Kind.Kind, item.Namespace, item.Name)),
        };
        await follower.FollowAsync(context, item, run, item.Name, live.Metadata.Uid, cancellation);
        return false;
    }

    private async Task<StepResult> CreateAsync(StepContext context, HookRun run, Hook hook, ReleaseObject item, CancellationToken cancellation)
    {
        try
        {
            await StartedAsync(context, run, hook, item, await objects.CreateAsync(item, context.Seen.Operation!.Record.Id, run.Id, cancellation), cancellation);
            return StepResult.Done;
        }
        catch (KubernetesException exception) when (HookObjects.IsRefusal(exception))
        {
            string refusal = HookObjects.Refusal(item, exception);
            return Failed(context, run, HookFailureStage.Create, refusal, HookErrors.NotCreated(run.Event, hook.Path, refusal));
        }
    }

    private async Task StartedAsync(StepContext context, HookRun run, Hook hook, ReleaseObject item, Unstructured live, CancellationToken cancellation)
    {
        bool runs = HookFollower.IsAwaited(item, context.Release.Spec);
        OperationProgress progress = context.Memory.Operation!;
        string name = live.Metadata.Name;
        progress.Hook = run with
        {
            State = runs || hook.Kind == Definition ? HookRunState.Running : HookRunState.Succeeded,
            Object = $"{hook.Kind}/{name}",
            GeneratedName = item.Name.Length == 0 ? name : null,
            IsBegun = true,
            Uid = live.Metadata.Uid,
            Deadline = run.State == HookRunState.NotStarted && run.Deadline is { } known ? known : waits.After(progress, Timeout(context)),
            CheckAt = waits.After(progress, CheckAfter),
            Failure = null,
        };
        if (runs)
        {
            await follower.FollowAsync(context, item, run, name, live.Metadata.Uid, cancellation);
        }
    }

    // Objects of the new kind may be hooks themselves.
    private async Task<bool> IsServedAsync(Hook hook, StepContext context, CancellationToken cancellation)
    {
        ReleaseObject item = await objects.ReadAsync(hook, context.Release.ReleaseNamespace, cancellation);
        if (item.Content.GetObject("spec") is not { } spec || spec.GetString("group") is not { } group || spec.GetObject("names")?.GetString("kind") is not { } kind)
        {
            return true;
        }

        GroupKind defined = new(group, kind);
        if (!(await client.Mapper.FindAsync(defined, cancellation)).IsEmpty)
        {
            return true;
        }

        client.Mapper.Invalidate(group);
        return !(await client.Mapper.FindAsync(defined, cancellation)).IsEmpty;
    }

    internal static TimeSpan Timeout(StepContext context) => ActionOptions.Of(context.Release.Spec, context.Seen.Operation!).Timeout;

    private static StepResult Failed(StepContext context, HookRun run, HookFailureStage stage, string why, string error)
    {
        SecretTexts? secrets = context.Memory.Secrets;
        HookFailure failure = new(stage, $"{run.Event} hook failed: {secrets?.Hide(why) ?? why}", secrets?.Hide(error) ?? error);
        context.Memory.Operation!.Hook = run with { State = HookRunState.Failed, Failure = failure, Deadline = null, CheckAt = null };
        return StepResult.Done;
    }
}
