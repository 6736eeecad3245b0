using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Helm.Manifests;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Kubernetes.Status.Rules.Readers;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Hooks;

/// <summary>Asks the server itself how a hook fares, before it counts as failed, as vanished or as too late; and finds out why it failed.</summary>
internal sealed class HookExaminer(RevisionWriter revisions, HookObjects objects, HookLogs logs, TimeProvider time)
{
    public async Task<StepResult> ExamineAsync(Step.ExamineHook step, StepContext context, CancellationToken cancellation)
    {
        RunningOperation operation = context.Seen.Operation!;
        HookRun run = step.Hook;
        if (await revisions.ReadAsync(context, operation.Revision, cancellation) is not { } stored)
        {
            context.Memory.History.Forget();
            return StepResult.Pending;
        }

        Hook hook = stored.Release.Hooks![run.Index];
        IReadOnlyList<ReleaseObject> items = await objects.ReadAsync(hook, context.Release.ReleaseNamespace, cancellation);
        List<(ReleaseObject Item, KstatusResult Status)> left = [];
        List<Notice> vanished = [];
        for (int place = 0; place < items.Count; place++)
        {
            ReleaseObject item = items[place] with { Name = run.Objects[place].Name };
            if (!HookFollower.IsAwaited(item, context.Release.Spec) && !HookPlan.IsDefinition(item))
            {
                continue;
            }

            if (await objects.GetAsync(item, cancellation) is not { } live || live.Metadata.Uid != run.Objects[place].Uid)
            {
                vanished.Add(HookExecutor.Vanished(run, item));
            }
            else if (Read(context.Release.Spec, item, live.Content) is { State: not KstatusState.Current } status)
            {
                left.Add((item, status));
            }
        }

        bool isOver = run.Deadline <= context.Seen.Now;
        HookRunState state = HookVerdict.Of([.. left.Select(one => one.Status.State)], isOver);
        context.Memory.Operation!.Hook = state switch
        {
            HookRunState.Succeeded => run with { State = HookRunState.Succeeded },
            HookRunState.Failed => await FailedAsync(context, stored, run, left, isOver && left.Any(one => one.Status.State != KstatusState.Failed), cancellation),
            _ => run with { CheckAt = time.GetUtcNow() + HookExecutor.CheckAfter },
        };
        return state == HookRunState.Running ? StepResult.Done : StepResult.Told(vanished);
    }

    private async Task<HookRun> FailedAsync(StepContext context, StoredRevision stored, HookRun run, List<(ReleaseObject Item, KstatusResult Status)> left, bool isOver, CancellationToken cancellation)
    {
        (ReleaseObject item, KstatusResult status) = left.OrderByDescending(one => one.Status.State == KstatusState.Failed).First();
        HookEvidence evidence = await logs.ReadAsync(context, stored.Release, item, isOver, cancellation);
        string error = HookErrors.NotReady(left, isOver);
        string why = evidence.Cause ?? status.Message;
        string timeout = GoDuration.Format(HookExecutor.Timeout(context));
        string message = isOver ? $"{run.Event} hook did not complete in {timeout}: {why}" : $"{run.Event} hook failed: {why}";
        bool needsCleaning = HookPlan.Runs(stored.Release.Hooks, run.Event, context.Release.Spec)
            .Take(run.Run + 1)
            .Any(entry => HookPlan.IsDeletedBy(entry.Hook, entry.Index == run.Index ? HookDeletePolicies.HookFailed : HookDeletePolicies.HookSucceeded));
        return run with
        {
            State = HookRunState.Failed,
            Object = $"{item.Kind.Kind}/{item.Name}",
            Failure = new HookFailure(HookFailureStage.Wait, message, error) { Pod = evidence.Pod, Container = evidence.Container, Reason = evidence.Reason, ExitCode = evidence.ExitCode },
            Log = evidence.Log,
            NeedsCleaning = needsCleaning,
            Deadline = null,
            CheckAt = null,
        };
    }

    // What the release says itself beats Helm's readers, as in Flux.
    private KstatusResult Read(HelmReleaseSpec spec, ReleaseObject item, JsonObject live) =>
        HealthCheckMapping.Of(spec) is { } checks && checks.Covers(item.Kind.GroupKind)
            ? Read(checks.Judge(item.Kind.GroupKind, JsonElement.Parse(live.ToJsonString())))
            : Read(item, live);

    private static KstatusResult Read(ObjectHealth health) => new(health.State, health.Message, []);

    // Of a definition Helm waits for nothing; its kind is served once it is established.
    private KstatusResult Read(ReleaseObject item, JsonObject live) => item.Kind.Kind switch
    {
        "Job" => HelmJobReader.Read(live),
        "Pod" => HelmPodReader.Read(live),
        _ => Kstatus.Compute(live, time.GetUtcNow()),
    };
}
