using System.Text.Json.Nodes;
using Steersman.Helm.Manifests;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Operator.Decisions;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps;

/// <summary>Runs hooks as Helm does (<c>pkg/action/hooks.go</c>), one step at a time.</summary>
internal sealed class HookExecutor(IKubernetesClient client, RevisionWriter revisions, HookFollower follower, TimeProvider time)
{
    /// <summary>Removes what an earlier run left, records the start, creates the object.</summary>
    public async Task<StepResult> RunAsync(Step.RunHook step, StepContext context, CancellationToken cancellation)
    {
        RunningOperation operation = context.Seen.Operation!;
        if (await revisions.ReadAsync(context, operation.Revision, cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        Hook hook = stored.Release.Hooks![step.Hook.Index];
        try
        {
            ReleaseObject item = await ObjectAsync(hook, context, cancellation);
            if (!await ClearAsync(hook, item, operation.Record.Id, cancellation))
            {
                follower.Follow(context, item);
                return StepResult.Pending;
            }

            await RecordAsync(context, stored, step.Hook.Index, new HookExecution { StartedAt = revisions.Now(), Phase = HookPhases.Running }, cancellation);
            await CreateAsync(item, operation.Record.Id, cancellation);
            Started(step.Hook, context, item);
            return StepResult.Done;
        }
        catch (KubernetesApiException exception) when (!exception.IsTransient)
        {
            return Failed(step.Hook, operation, exception.Message);
        }
        catch (Exception exception) when (exception is ManifestException or KindNotServedException)
        {
            return Failed(step.Hook, operation, exception.Message);
        }
    }

    /// <summary>Records that the hook succeeded; only then may its object be deleted.</summary>
    public async Task<StepResult> FinishAsync(Step.FinishHook step, StepContext context, CancellationToken cancellation)
    {
        RunningOperation operation = context.Seen.Operation!;
        if (await revisions.ReadAsync(context, operation.Revision, cancellation) is { } stored)
        {
            HookExecution run = stored.Release.Hooks![step.Hook.Index].LastRun with { CompletedAt = revisions.Now(), Phase = HookPhases.Succeeded };
            await RecordAsync(context, stored, step.Hook.Index, run, cancellation);
        }

        follower.Forget(context);
        context.Memory.Operation?.FinishedHooks.Add(step.Hook.Index);
        if (context.Memory.Operation is { } progress)
        {
            progress.Hook = null;
        }

        return StepResult.Done;
    }

    /// <summary>Deletes the objects of an event's hooks that ask for it once all of them have succeeded, the last first.</summary>
    public async Task ClearSucceededAsync(StepContext context, Release release, string runsAt, CancellationToken cancellation)
    {
        foreach ((_, Hook hook) in HookSupport.Of(release.Hooks, runsAt).Reverse())
        {
            if (HookSupport.HasPolicy(hook, HookDeletePolicies.HookSucceeded))
            {
                await DeleteAsync(await ObjectAsync(hook, context, cancellation), cancellation);
            }
        }
    }

    /// <summary>The record of a release whose hook failed; the objects that ask for it are deleted.</summary>
    public async Task<Release> FailAsync(StepContext context, Release release, HookRun run, string runsAt, CancellationToken cancellation)
    {
        follower.Forget(context);
        Hook hook = release.Hooks![run.Index];
        if (HookSupport.HasPolicy(hook, HookDeletePolicies.HookFailed))
        {
            await DeleteAsync(await ObjectAsync(hook, context, cancellation), cancellation);
        }

        foreach ((int index, Hook earlier) in HookSupport.Of(release.Hooks, runsAt).TakeWhile(entry => entry.Index != run.Index))
        {
            if (index != run.Index && HookSupport.HasPolicy(earlier, HookDeletePolicies.HookSucceeded))
            {
                await DeleteAsync(await ObjectAsync(earlier, context, cancellation), cancellation);
            }
        }

        HookExecution execution = hook.LastRun with { CompletedAt = revisions.Now(), Phase = HookPhases.Failed };
        return With(release, run.Index, execution);
    }

    /// <summary>The object of a hook.</summary>
    /// <exception cref="ManifestException">The document is no object, or of a kind that the server does not have.</exception>
    public async Task<ReleaseObject> ObjectAsync(Hook hook, StepContext context, CancellationToken cancellation)
    {
        IReadOnlyList<ReleaseObject> objects = await ManifestReader.ReadAsync(hook.Manifest, client.Mapper, context.Release.ReleaseNamespace, (_, _) => false, cancellation);
        return objects.Count == 1 ? objects[0] : throw new ManifestException($"hook {hook.Kind}/{hook.Name} holds {objects.Count} objects");
    }

    // True where nothing of an earlier run is left.
    private async Task<bool> ClearAsync(Hook hook, ReleaseObject item, string operation, CancellationToken cancellation)
    {
        if (!HookSupport.HasPolicy(hook, HookDeletePolicies.BeforeHookCreation))
        {
            return true;
        }

        IResourceClient<Kubernetes.Client.Objects.Unstructured> resource = await client.ResourceAsync(item.Kind, cancellation);
        if (await resource.GetAsync(item.NamespacedName, cancellation) is not { } live || live.Metadata.Labels[WellKnown.Operation] == operation)
        {
            return true;
        }

        await DeleteAsync(item, cancellation);
        return await resource.GetAsync(item.NamespacedName, cancellation) is null;
    }

    private async Task DeleteAsync(ReleaseObject item, CancellationToken cancellation)
    {
        // Helm never deletes definitions by hook policies: that would delete every object of their kind.
        if (item.Kind.Kind == "CustomResourceDefinition" || await client.Mapper.FindAsync(item.Kind, cancellation) is not { } mapping)
        {
            return;
        }

        await client.Resource(mapping).DeleteAsync(item.NamespacedName, new DeleteOptions { Propagation = DeletionPropagation.Background }, cancellation);
    }

    private async Task CreateAsync(ReleaseObject item, string operation, CancellationToken cancellation)
    {
        JsonObject content = (JsonObject)item.Content.DeepClone();
        content.GetOrAddObject("metadata").GetOrAddObject("labels")[WellKnown.Operation] = operation;
        IResourceClient<Kubernetes.Client.Objects.Unstructured> resource = await client.ResourceAsync(item.Kind, cancellation);
        await resource.ApplyAsync(new Kubernetes.Client.Objects.Unstructured(content), new ApplyOptions(WellKnown.FieldManager) { Force = true }, cancellation);
    }

    private void Started(HookRun hook, StepContext context, ReleaseObject item)
    {
        if (context.Memory.Operation is not { } progress)
        {
            return;
        }

        // Only Jobs and Pods run; every other object is done when it is there.
        bool runs = item.Kind.Kind is "Job" or "Pod";
        ActionOptions options = ActionOptions.Of(context.Release.Spec, context.Seen.Operation!.Record.Type);
        progress.Hook = hook with { State = runs ? HookRunState.Running : HookRunState.Succeeded, Deadline = time.GetUtcNow() + options.Timeout };
        if (runs)
        {
            follower.Follow(context, item);
        }
    }

    private async Task RecordAsync(StepContext context, StoredRevision stored, int index, HookExecution run, CancellationToken cancellation) =>
        await revisions.UpdateAsync(context, stored, With(stored.Release, index, run), stored.Operation, cancellation);

    private static Release With(Release release, int index, HookExecution run)
    {
        List<Hook> hooks = [.. release.Hooks!];
        Hook hook = hooks[index];
        hooks[index] = hook with { LastRun = run, DeletePolicies = hook.DeletePolicies is { Count: > 0 } ? hook.DeletePolicies : [HookDeletePolicies.BeforeHookCreation] };
        return release with { Hooks = hooks };
    }

    private static StepResult Failed(HookRun hook, RunningOperation operation, string why) =>
        StepResult.Failed(new StepFailure("HookFailed", $"hook {hook.Object}: {why}", hook.Object, OperationId: operation.Record.Id));
}
