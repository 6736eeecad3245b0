using Steersman.Helm;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Reconciliation;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Inputs;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Reconciling;

/// <summary>Observe, decide, execute - until the release rests; then the status is written. Nothing here waits: what is awaited wakes the key again.</summary>
internal sealed class ReleaseReconciler(
    ClusterFacts facts, ReleaseMemories memories, ReleaseObserver observer, StepExecutor executor, StatusWriter status, CutOffReleases cutOff, TimeProvider time, ILogger<ReleaseReconciler> log)
    : IReconciler<NamespacedName>
{
    // A whole upgrade with a dozen hooks takes fewer; more means that a step does not do what it says.
    private const int MaxSteps = 100;

    // A watch tells of the end; this is only the net below it.
    private static readonly TimeSpan PendingCheck = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UnreadableCheck = TimeSpan.FromMinutes(5);

    /// <summary>Brings one release as far as it can go now.</summary>
    /// <returns>When to look again without an event; null: at its interval.</returns>
    public async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken ct)
    {
        if (facts.HelmRelease(key) is not { } watched)
        {
            memories.Forget(key);
            return ReconcileResult.Done;
        }

        ReleaseMemory memory = memories.Get(key);
        try
        {
            TimeSpan? due = await RunAsync(key, watched, memory, ct);
            TimeSpan interval = watched.Spec.Interval;
            return new ReconcileResult(due is { } early && early < interval ? early : interval);
        }
        catch (KubernetesConnectionException)
        {
            cutOff.Add(key);
            throw;
        }
        catch (HelmException exception)
        {
            // A revision that nobody can read: told, and looked at again when its Secret changes.
            HelmRelease release = memory.Latest(watched);
            memory.Decided = null;
            await status.UnreadableAsync(release, exception.Message, memory, ct);
            return new ReconcileResult(UnreadableCheck);
        }
    }

    private async Task<TimeSpan?> RunAsync(NamespacedName key, HelmRelease watched, ReleaseMemory memory, CancellationToken cancellation)
    {
        for (int step = 0; step < MaxSteps; step++)
        {
            HelmRelease release = memory.Latest(watched);
            Observation seen = await observer.ObserveAsync(release, memory, cancellation);
            Decision decision = DecisionRules.Decide(seen);
            if (decision.Step is null)
            {
                return await RestAsync(seen, decision, memory, cancellation);
            }

            StepResult result = await ExecuteAsync(decision.Step, new StepContext(seen, memory), cancellation);
            if (result.IsPending)
            {
                return PendingCheck;
            }

            if (result.Failure is { IsTransient: true, OperationId: not null } failure)
            {
                // The same step again, with the queue's back-off.
                log.LogWarning("{HelmRelease}: {Step} is tried again: {Message}", key, decision.Step.GetType().Name, failure.Message);
                await status.WriteAsync(release, new Decision(null, decision.Status.TryingAgain(seen, failure.Message), null), memory, cancellation);
                throw new StepRetryException(failure.Message);
            }

            memory.Failure = result.Failure;
            memory.Decided = decision.Status;
            if (result.Failure is null)
            {
                status.Announce(release, decision.Event);
                foreach (Notice notice in result.Notices)
                {
                    status.Announce(release, notice);
                }
            }

            if (decision.Step is Step.RemoveFinalizer || (decision.Step is Step.LeaveNamespace && result.Failure is null))
            {
                memories.Forget(key);
                return null;
            }
        }

        throw new InvalidOperationException($"{key} did not come to rest after {MaxSteps} steps");
    }

    private async Task<StepResult> ExecuteAsync(Step step, StepContext context, CancellationToken cancellation)
    {
        log.LogDebug("{HelmRelease}: {Step}", context.Release.Metadata.Key, step);
        try
        {
            return await executor.ExecuteAsync(step, context, cancellation);
        }
        catch (KubernetesApiException exception) when (exception.IsConflict)
        {
            // Somebody wrote in between: forget own writes and look again.
            context.Memory.History.Forget();
            context.Memory.Written = null;
            throw new StepRetryException(exception.Message);
        }
    }

    private async Task<TimeSpan?> RestAsync(Observation seen, Decision decision, ReleaseMemory memory, CancellationToken cancellation)
    {
        TimeSpan? delay = await status.WriteAsync(seen.Release, decision, memory, cancellation);
        memory.ComposedValues = null;
        memory.Failure = null;
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan? due = decision.WakeAt is { } at ? Later(at - now) : null;
        return delay is null || due < delay ? due : delay;
    }

    // A due time is met a little late rather than a little early, so that it does not have to be met twice.
    private static TimeSpan Later(TimeSpan due) => due <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(10) : due + TimeSpan.FromMilliseconds(10);
}
