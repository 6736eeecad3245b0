using Steersman.Helm;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Reconciliation;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Connections;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Inputs;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Reconciling;

/// <summary>Observe, decide, execute - until the release rests; then the status is written. Nothing here waits: what is awaited wakes the key again.</summary>
internal sealed class ReleaseReconciler(
    ClusterFacts facts,
    ReleaseMemories memories,
    ReleaseConnections connections,
    RightsWatch rights,
    FinalizerExecutor finalizer,
    StatusWriter status,
    CutOffReleases cutOff,
    TimeProvider time,
    ILogger<ReleaseReconciler> log)
    : IReconciler<NamespacedName>
{
    // A whole upgrade with a dozen hooks takes fewer; more means that a step does not do what it says.
    private const int MaxSteps = 100;

    // A watch tells of the end; this is only the net below it.
    private static readonly TimeSpan PendingCheck = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TurnCheck = TimeSpan.FromMilliseconds(200);
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
        if (watched.IsDeleted && memory.LetGo == watched.Metadata.Uid)
        {
            // The watch does not tell yet that it is gone.
            return ReconcileResult.Done;
        }

        try
        {
            TimeSpan? due = await TakeTurnAsync(key, watched, memory, ct);
            TimeSpan interval = LeastInterval.Of(watched.Spec.Interval);
            return new ReconcileResult(due is { } early && early < interval ? early : interval);
        }
        catch (KubernetesException exception) when (connections.RemoteOf(key) is { } remote && memory.Connection?.Cluster == remote.Cluster && IsForRemote(exception, remote))
        {
            // No worker waits for it: the next look tells what is wrong, and the cluster itself wakes its releases.
            return new ReconcileResult(Later(TimeSpan.Zero));
        }
        catch (KubernetesConnectionException)
        {
            cutOff.Add(key);
            throw;
        }
        catch (KubernetesApiException exception) when (exception.IsForbidden && memory.Connection is { } connection && (connection.Cluster.Id is not null || connection.Account?.IsNamedIn(exception.Message) == true))
        {
            return await ForbiddenAsync(watched, memory, connection, exception, ct);
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

    // Workers that wait for a remote cluster are not all of them.
    private async Task<TimeSpan?> TakeTurnAsync(NamespacedName key, HelmRelease watched, ReleaseMemory memory, CancellationToken cancellation)
    {
        RemoteTurns? turns = connections.RemoteOf(key)?.Cluster.Turns;
        if (turns?.TryTake() == false)
        {
            return TurnCheck;
        }

        try
        {
            return await RunAsync(key, watched, memory, cancellation);
        }
        finally
        {
            turns?.Return();
        }
    }

    private async Task<TimeSpan?> RunAsync(NamespacedName key, HelmRelease watched, ReleaseMemory memory, CancellationToken cancellation)
    {
        for (int step = 0; step < MaxSteps; step++)
        {
            HelmRelease release = memory.Latest(watched);
            (ReleaseWork? work, ConnectionProblem? problem) = await connections.ConnectAsync(release, cancellation);
            if (work is null && problem is null)
            {
                return PendingCheck;
            }

            Observation seen = work is null ? Unconnected(release, problem!) : await ObserveAsync(work, release, memory, cancellation);
            Decision decision = DecisionRules.Decide(seen);
            if (decision.Step is null)
            {
                return await RestAsync(seen, decision, memory, cancellation);
            }

            StepResult result;
            try
            {
                result = await ExecuteAsync(work, decision.Step, new StepContext(seen, memory), cancellation);
            }
            catch (KubernetesApiException exception) when (!exception.IsUnauthorized && memory.Connection is { Cluster.Id: null } connection && connection.Account?.IsNamedIn(exception.Message) != true)
            {
                // Nobody expected that the server refuses this: whoever looks at the release is told as well.
                throw await TryAgainAsync(decision.Step, seen, seen.Release.CurrentStatus, exception.Message, memory, cancellation);
            }

            if (result.IsPending)
            {
                return PendingCheck;
            }

            if (result.Failure is { IsTransient: true, OperationId: not null } failure)
            {
                AwaitRights(key, memory, failure);
                memory.Failure = failure;
                throw await TryAgainAsync(decision.Step, seen, decision.Status, failure.Message, memory, cancellation);
            }

            AwaitRights(key, memory, result.Failure);
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
                memories.Get(key).LetGo = release.Metadata.Uid;
                return null;
            }
        }

        throw new InvalidOperationException($"{key} did not come to rest after {MaxSteps} steps");
    }

    /// <summary>The same step again, with the queue's back-off; meanwhile the status says why.</summary>
    private async Task<StepRetryException> TryAgainAsync(Step step, Observation seen, HelmReleaseStatus current, string message, ReleaseMemory memory, CancellationToken cancellation)
    {
        string told = memory.Secrets?.Hide(message) ?? message;
        log.LogWarning("{HelmRelease}: {Step} is tried again: {Message}", seen.Release.Metadata.Key, step.GetType().Name, told);
        await status.WriteAsync(seen.Release, new Decision(null, current.TryingAgain(seen, told), null), memory, cancellation);
        return new StepRetryException(told);
    }

    private static bool IsForRemote(KubernetesException exception, RemoteCluster remote)
    {
        if (exception is KubernetesApiException { IsUnauthorized: true } or KubernetesConfigurationException)
        {
            remote.Refused(exception.Message);
        }

        return !remote.IsAvailable;
    }

    private Observation Unconnected(HelmRelease release, ConnectionProblem problem) => new()
    {
        Release = release,
        SpecError = SpecValidation.Check(release),
        Connection = problem,
        HasRecords = release.Spec.KubeConfig is null && facts.PlacesOf(release).Any(),
        IsDefinitionDeleted = facts.IsOwnDefinitionDeleted,
        IsOwnNamespaceTerminating = facts.IsNamespaceDeleted(release.Metadata.Namespace!),
        Now = time.GetUtcNow(),
    };

    private async Task<Observation> ObserveAsync(ReleaseWork work, HelmRelease release, ReleaseMemory memory, CancellationToken cancellation)
    {
        memory.ConnectBy(work.Connection);
        Observation seen = await work.Observer.ObserveAsync(release, memory, cancellation);
        if (seen.Dependencies.IsForbidden)
        {
            rights.Await(release.Metadata.Key);
        }

        return seen with { HasNewRights = memory.Rights != rights.Version };
    }

    /// <summary>Who the release is managed as may not even look at it.</summary>
    private async Task<ReconcileResult> ForbiddenAsync(HelmRelease watched, ReleaseMemory memory, ReleaseConnection connection, KubernetesApiException exception, CancellationToken cancellation)
    {
        NamespacedName key = watched.Metadata.Key;
        if (connection.Cluster.Id is null)
        {
            rights.Await(key);
            memory.Rights = rights.Version;
        }

        memory.Decided = null;
        DateTimeOffset retryAt = time.GetUtcNow() + ExponentialDelay.After(++memory.Refusals);
        string who = connection.Account is { } account ? $"service account {account.Name}" : "the user of spec.kubeConfig";
        string message = $"{who} lacks a right: {exception.Message}; grant it by a Role and a RoleBinding, or name another one";
        Observation seen = Unconnected(memory.Latest(watched), new ConnectionProblem(Reasons.Forbidden, message, RetryAt: retryAt));
        Decision decision = DecisionRules.Decide(seen);
        if (decision.Step is { } step)
        {
            await ExecuteAsync(null, step, new StepContext(seen, memory), cancellation);
            status.Announce(watched, decision.Event);
            memories.Forget(key);
            return ReconcileResult.Done;
        }

        await status.WriteAsync(seen.Release, decision, memory, cancellation);
        return new ReconcileResult(Later((decision.WakeAt ?? retryAt) - time.GetUtcNow()));
    }

    // What was refused for want of a right is tried again when rights change.
    private void AwaitRights(NamespacedName key, ReleaseMemory memory, StepFailure? failure)
    {
        if (failure is not null && memory.Connection is { Cluster.Id: null, Account: { } account } && account.IsNamedIn(failure.Message))
        {
            rights.Await(key);
            memory.Rights = rights.Version;
        }
    }

    private async Task<StepResult> ExecuteAsync(ReleaseWork? work, Step step, StepContext context, CancellationToken cancellation)
    {
        log.LogDebug("{HelmRelease}: {Step}", context.Release.Metadata.Key, step);
        try
        {
            return work is not null ? await work.Executor.ExecuteAsync(step, context, cancellation)
                : step is Step.RemoveFinalizer ? await finalizer.RemoveAsync(context, cancellation)
                : await finalizer.AddAsync(context, cancellation);
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
        memory.Refusals = 0;
        if (!seen.Dependencies.IsForbidden && decision.Status.Rejected?.Reason != Reasons.Forbidden && decision.Status.Failure?.Code != Reasons.Forbidden)
        {
            rights.Forget(seen.Release.Metadata.Key);
        }

        DateTimeOffset now = time.GetUtcNow();
        TimeSpan? due = decision.WakeAt is { } at ? Later(at - now) : null;
        return delay is null || due < delay ? due : delay;
    }

    // A due time is met a little late rather than a little early, so that it does not have to be met twice.
    private static TimeSpan Later(TimeSpan due) => due <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(10) : due + TimeSpan.FromMilliseconds(10);
}
