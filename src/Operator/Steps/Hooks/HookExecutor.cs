using Steersman.Helm.Manifests;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Hooks;

/// <summary>Starts and ends the runs of hooks as Helm does (<c>pkg/action/hooks.go</c>), one step at a time, each durable before the next.</summary>
internal sealed class HookExecutor(IKubernetesClient client, RevisionWriter revisions, HookObjects objects, HookFollower follower, WaitClock waits)
{
    private const string NoObjects = "its List holds no objects";

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
        bool isCleared = HookPlan.IsDeletedBy(hook, HookDeletePolicies.BeforeHookCreation) && !run.IsBegun;
        IReadOnlyList<ReleaseObject> items;
        try
        {
            items = await objects.ReadAsync(hook, context.Release.ReleaseNamespace, cancellation);
        }
        catch (ManifestException exception)
        {
            string error = isCleared
                ? HookErrors.NotBuiltForDeletion(hook.Path, exception.Message)
                : HookErrors.NotBuilt(run.Event, hook.Path, exception.Message);
            return Failed(context, run, HookFailureStage.Prepare, exception.Message, error);
        }

        if (run.IsBegun)
        {
            return await StartAsync(context, run, hook, items, isResumed: true, cancellation);
        }

        if (isCleared && items.Count == 0)
        {
            return Failed(context, run, HookFailureStage.Prepare, NoObjects, HookErrors.NothingToDelete);
        }

        if (isCleared && !await ClearAsync(context, run, items, cancellation))
        {
            return StepResult.Done;
        }

        HookExecution execution = new() { StartedAt = revisions.Now(), Phase = HookPhases.Running };
        OperationRecord record = stored.Operation! with { Hooks = new HookCursor(run.Event, run.Run) { IsBegun = true } };
        await revisions.UpdateAsync(context, stored, HookRecords.With(stored.Release, run.Index, execution), record, cancellation);
        return await StartAsync(context, run with { IsBegun = true, Uid = null }, hook, items, isResumed: false, cancellation);
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
        if (HookPlan.MayDefine(hook) && !await AreServedAsync(hook, context, cancellation))
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

    /// <summary>An object that is gone has ended, and is told of.</summary>
    internal static Notice Vanished(HookRun run, ReleaseObject item) =>
        new(IsWarning: true, "HookVanished", $"{item.Kind.Kind}/{item.Name}: the {run.Event} hook was deleted before its end was seen, and counts as succeeded");

    // True where nothing of an earlier run is left.
    private async Task<bool> ClearAsync(StepContext context, HookRun run, IReadOnlyList<ReleaseObject> items, CancellationToken cancellation)
    {
        List<(ReleaseObject Item, HookObject Live)> left = [];
        for (int place = 0; place < items.Count; place++)
        {
            ReleaseObject item = items[place];
            string label = HookObjects.LabelOf(run.Id, place, items.Count);
            if (!HookPlan.IsDefinition(item) && await objects.GetAsync(item, cancellation) is { } live
                && !HookObjects.IsOf(live, context.Seen.Operation!.Record.Id, label) && !await objects.DeleteAsync(item, live, cancellation))
            {
                left.Add((item, new HookObject(item.Name, live.Metadata.Uid!)));
            }
        }

        if (left.Count == 0)
        {
            return true;
        }

        OperationProgress progress = context.Memory.Operation!;
        progress.Hook = run with
        {
            State = HookRunState.Clearing,
            Deadline = run.Deadline ?? waits.After(progress, Timeout(context)),
            CheckAt = waits.After(progress, CheckAfter),
            Failure = new HookFailure(HookFailureStage.Prepare, $"the object of an earlier {run.Event} hook is still there", HookErrors.StillExist(left.Select(one => one.Item))),
        };
        await follower.FollowAsync(context, run, left, cancellation);
        return false;
    }

    // Creates what is not there. Where the record says that the run began an object may be there; gone, though it was: it has ended, and its time to live was over, or somebody deleted it.
    private async Task<StepResult> StartAsync(StepContext context, HookRun run, Hook hook, IReadOnlyList<ReleaseObject> items, bool isResumed, CancellationToken cancellation)
    {
        string operation = context.Seen.Operation!.Record.Id;
        string[] known = run.Uid?.Split(',') ?? [];
        List<(ReleaseObject Item, HookObject Live)> started = [];
        List<ReleaseObject> vanished = [];
        List<string> refusals = [];
        for (int place = 0; place < items.Count; place++)
        {
            ReleaseObject item = items[place];
            string label = HookObjects.LabelOf(run.Id, place, items.Count);
            Unstructured? live = isResumed ? await objects.FindAsync(item, operation, label, cancellation) : null;
            if (live is null && place < known.Length && HookFollower.IsAwaited(item, context.Release.Spec))
            {
                vanished.Add(item);
                started.Add((item, new HookObject(item.Name, known[place])));
                continue;
            }

            try
            {
                live ??= await objects.CreateAsync(item, operation, label, cancellation);
                started.Add((item, new HookObject(live.Metadata.Name, live.Metadata.Uid!)));
            }
            catch (KubernetesException exception) when (HookObjects.IsRefusal(exception))
            {
                refusals.Add(HookObjects.Refusal(item, exception));
            }
            catch (KubernetesApiException exception) when (!exception.IsConflict)
            {
                return HeldUp(context, run, hook, item, exception);
            }
        }

        if (refusals.Count > 0 || items.Count == 0)
        {
            return Failed(context, run, HookFailureStage.Create, refusals.Count == 0 ? NoObjects : string.Join("; ", refusals), HookErrors.NotCreated(run.Event, hook.Path, refusals));
        }

        await FollowAsync(context, run, started, vanished, cancellation);
        return context.Memory.Operation!.Hook!.State == HookRunState.Succeeded ? StepResult.Told([.. vanished.Select(item => Vanished(run, item))]) : StepResult.Done;
    }

    // The server may take it later: tried again until the hook's time is over.
    private StepResult HeldUp(StepContext context, HookRun run, Hook hook, ReleaseObject item, KubernetesApiException exception)
    {
        RunningOperation operation = context.Seen.Operation!;
        string refusal = HookObjects.Refusal(item, exception);
        if (TotalTime.Bound(context.Release.Spec, operation, run.Deadline) <= context.Seen.Now)
        {
            return Failed(context, run, HookFailureStage.Create, refusal, HookErrors.NotCreated(run.Event, hook.Path, [refusal]));
        }

        OperationProgress progress = context.Memory.Operation!;
        progress.Hook = run with { State = HookRunState.NotStarted, IsBegun = true, Deadline = run.Deadline ?? waits.After(progress, Timeout(context)) };
        string message = $"{run.Event} hook {run.Object}: {exception.Message}";
        return StepResult.Failed(new StepFailure(Reasons.Refused, context.Memory.Secrets?.Hide(message) ?? message, run.Object, OperationId: operation.Record.Id, IsTransient: true));
    }

    private async Task FollowAsync(StepContext context, HookRun run, IReadOnlyList<(ReleaseObject Item, HookObject Live)> started, List<ReleaseObject> vanished, CancellationToken cancellation)
    {
        bool runs = started.Any(one => HookFollower.IsAwaited(one.Item, context.Release.Spec) && !vanished.Contains(one.Item));
        OperationProgress progress = context.Memory.Operation!;
        progress.Hook = run with
        {
            State = runs || started.Any(one => HookPlan.IsDefinition(one.Item)) ? HookRunState.Running : HookRunState.Succeeded,
            Object = started is [var (item, live)] ? $"{item.Kind.Kind}/{live.Name}" : run.Object,
            IsBegun = true,
            Uid = string.Join(',', started.Select(one => one.Live.Uid)),
            Objects = [.. started.Select(one => one.Live)],
            Deadline = run.State == HookRunState.NotStarted && run.Deadline is { } known ? known : waits.After(progress, Timeout(context)),
            CheckAt = waits.After(progress, CheckAfter),
            Failure = null,
        };
        if (runs)
        {
            await follower.FollowAsync(context, run, started, cancellation);
        }
    }

    // Objects of the new kinds may be hooks themselves.
    private async Task<bool> AreServedAsync(Hook hook, StepContext context, CancellationToken cancellation)
    {
        bool areServed = true;
        foreach (ReleaseObject item in await objects.ReadAsync(hook, context.Release.ReleaseNamespace, cancellation))
        {
            areServed &= !HookPlan.IsDefinition(item) || await IsServedAsync(item, cancellation);
        }

        return areServed;
    }

    private async Task<bool> IsServedAsync(ReleaseObject definition, CancellationToken cancellation)
    {
        if (definition.Content.GetObject("spec") is not { } spec || spec.GetString("group") is not { } group || spec.GetObject("names")?.GetString("kind") is not { } kind)
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
