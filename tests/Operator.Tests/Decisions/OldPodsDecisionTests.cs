using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Tests.Decisions;

/// <summary>Pods of other revisions in the wait of a rollback.</summary>
public sealed class OldPodsDecisionTests
{
    private static readonly TrackedObject Workload = new(GroupVersionKind.Parse("apps/v1", "StatefulSet"), new NamespacedName("apps", "web"));

    [TestCase(OperationType.Rollback, false, true, false, true, TestName = "A_stuck_one_is_deleted")]
    [TestCase(OperationType.Rollback, false, false, false, false, TestName = "Others_are_left_to_their_controller")]
    [TestCase(OperationType.Rollback, true, false, false, true, TestName = "With_recreate_every_one_is_deleted")]
    [TestCase(OperationType.Rollback, true, true, true, false, TestName = "One_that_goes_already_is_not_deleted_again")]
    [TestCase(OperationType.Upgrade, true, true, false, false, TestName = "In_an_upgrade_none_is_deleted")]
    public void An_old_pod(OperationType type, bool recreate, bool isStuck, bool isDeleting, bool isDeleted)
    {
        Step? step = DecisionRules.Decide(Waiting(type, recreate, new OldPod(Workload, new NamespacedName("apps", "web-0"), "p") { IsStuck = isStuck, IsDeleting = isDeleting })).Step;
        Assert.That(step, isDeleted ? Is.TypeOf<Step.DeleteOldPods>() : Is.Null);
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void A_rollback_with_recreate_is_not_ready_before_they_are_gone(bool recreate, bool isReady)
    {
        Observation seen = Waiting(OperationType.Rollback, recreate, new OldPod(Workload, new NamespacedName("apps", "web-0"), "p") { IsDeleting = true });
        Decision decision = DecisionRules.Decide(seen with { Rollout = seen.Rollout! with { IsReady = true } });
        Assert.That(decision.Step, isReady ? Is.EqualTo(new Step.EnterPhase(OperationPhase.PostHooks)) : Is.Null);
    }

    [Test]
    public void At_the_deadline_what_does_not_go_holds_nothing_back()
    {
        Observation seen = Waiting(OperationType.Rollback, recreate: true, new OldPod(Workload, new NamespacedName("apps", "web-0"), "p") { IsDeleting = true });
        Decision decision = DecisionRules.Decide(seen with { Rollout = seen.Rollout! with { IsReady = true }, Operation = seen.Operation! with { Deadline = Given.Now } });
        Assert.That(decision.Step, Is.EqualTo(new Step.EnterPhase(OperationPhase.PostHooks)));
    }

    [Test]
    public void They_are_looked_at_with_a_pause()
    {
        Observation seen = Waiting(OperationType.Rollback, recreate: true, new OldPod(Workload, new NamespacedName("apps", "web-0"), "p"));
        Decision decision = DecisionRules.Decide(seen with { Operation = seen.Operation! with { NextPodsAt = Given.Now + TimeSpan.FromSeconds(1) } });
        Assert.That((decision.Step, decision.WakeAt), Is.EqualTo(((Step?)null, (DateTimeOffset?)(Given.Now + TimeSpan.FromSeconds(1)))));
    }

    private static Observation Waiting(OperationType type, bool recreate, OldPod pod)
    {
        Observation seen = Given.Running(type, OperationPhase.Wait, release: Given.Release(spec => spec with { Rollback = new RollbackSpec { Recreate = recreate } }));
        return seen with { Rollout = seen.Rollout! with { OldPods = [pod] } };
    }
}
