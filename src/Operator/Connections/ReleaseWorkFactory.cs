using Steersman.Kubernetes.Client;
using Steersman.Operator.Hosting;
using Steersman.Operator.Inputs;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps;
using Steersman.Operator.Steps.Applying;
using Steersman.Operator.Steps.Hooks;
using Steersman.Operator.Steps.Planning;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Drift;
using Steersman.Releases.Lookup;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Connections;

/// <summary>Puts together what works on releases by a connection. HelmReleases, sources, values and dependencies are always those of the operator's own cluster.</summary>
internal sealed class ReleaseWorkFactory(
    IKubernetesClient own, OperatorOptions options, ClusterFacts facts, OwnerPresence owners, ReleaseValues values, ChartSources sources, DependencyObserver dependencies, FinalizerExecutor finalizer, INoticeSink notices, TimeProvider time)
{
    private static readonly TimeSpan LookupDeadline = TimeSpan.FromSeconds(20);

    public ReleaseWork Create(ReleaseConnection connection)
    {
        ReleaseCluster cluster = connection.Cluster;
        ReleaseStore store = new(connection.Client, cluster.Bodies, time);
        RolloutFollower rollouts = new(connection.Trackers, cluster.Owners, connection.Client, store, time);
        HookFollower hooks = new(connection.Trackers);
        DriftFollower drift = new(connection.Drift, connection.Client, store, time);
        RevisionRenderer renderer = new(sources, values, cluster.Capabilities, new ClusterLookup(connection.Client, LookupDeadline), time);
        ReleaseObserver observer = new(
            facts,
            owners,
            connection.Facts,
            new ReleasePlaces(connection.Facts),
            store,
            values,
            sources,
            rollouts,
            drift,
            new AdoptionComparer(renderer),
            new HookObserver(store, hooks, connection.Facts),
            dependencies,
            cluster.Waits,
            options.ForeignOperationTimeout,
            time);
        return new ReleaseWork(connection, observer, Executor(connection, store, renderer, rollouts, hooks, drift), key =>
        {
            rollouts.Forget(key);
            drift.Forget(key);
            hooks.Forget(key);
        });
    }

    private StepExecutor Executor(ReleaseConnection connection, ReleaseStore store, RevisionRenderer renderer, RolloutFollower rollouts, HookFollower hookFollower, DriftFollower drift)
    {
        ReleaseCluster cluster = connection.Cluster;
        RevisionWriter revisions = new(store, time);
        RevisionObjects objects = new(connection.Client, revisions);
        ObjectApplier applier = new(connection.Client, drift);
        HookObjects hookObjects = new(connection.Client);
        HookLogs hookLogs = new(connection.Client, values);
        HandedOverExecutor handedOver = new(own, connection.Client, objects);
        ApplyPolicy policy = new(options.OverrideManagers);
        RevisionDrafter drafter = new(revisions, renderer);
        RevisionJudge judge = new(connection.Client, applier, cluster.Owners, new ForeignNamespaces(connection.Client, connection.Facts), policy, connection.Account);
        Preflight preflight = new(connection.Client, cluster.Id is null ? facts.Awaited : null);
        ReleasePrerequisites prerequisites = new(connection.Client, connection.Facts, policy);
        PrepareUninstallExecutor prepareUninstall = new(revisions, facts, time);
        return new StepExecutor(
            finalizer,
            new LeaveNamespaceExecutor(connection.Client, cluster.Id is not null, revisions, objects, applier, finalizer),
            new PrepareRevisionExecutor(revisions, drafter, judge, preflight, prerequisites, time),
            new PrepareRollbackExecutor(revisions, time),
            prepareUninstall,
            new MakePlanExecutor(revisions, objects, drafter, judge, preflight, prerequisites),
            new MoveExecutor(revisions, objects, drafter, judge, prepareUninstall),
            handedOver,
            new HookExecutor(connection.Client, revisions, hookObjects, hookFollower, cluster.Waits),
            new HookExaminer(revisions, hookObjects, hookLogs, time),
            new HookCleaner(revisions, hookObjects, hookFollower, hookLogs, cluster.Waits),
            new ApplyObjectsExecutor(connection.Client, cluster.Capabilities, revisions, objects, applier, policy, notices, rollouts, drift, handedOver, cluster.Waits),
            new DeleteObjectsExecutor(connection.Client, revisions, objects, applier, rollouts, cluster.Waits),
            new ConfirmFailureExecutor(rollouts),
            new OldPodsExecutor(connection.Client, rollouts, time),
            new ResumeRevisionExecutor(revisions),
            new SettleRevisionExecutor(revisions),
            new BeginTestsExecutor(revisions),
            new FailRevisionExecutor(revisions, hookFollower, new FailedRevisionCleanup(objects, applier, notices)),
            new FinishUninstallExecutor(revisions, handedOver),
            new AdoptRevisionExecutor(revisions, time),
            new MarkGoodExecutor(revisions),
            new DriftExecutor(drift, new DriftProbe(connection.Client), revisions, time));
    }
}
