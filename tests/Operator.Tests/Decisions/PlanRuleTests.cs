using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

/// <summary>Changes wait for their approval and for a window; nothing else does.</summary>
public sealed class PlanRuleTests
{
    private static readonly Step.PrepareRevision Upgrade = new(OperationType.Upgrade, Given.Newer, "values");
    private static readonly string Digest = Plans.Digest(Given.Settled(), Given.Newer);

    // Given.Now is 12:00.
    private static readonly UpdateWindow Evening = new() { Schedule = "0 20 * * *", Duration = TimeSpan.FromHours(2) };
    private static readonly UpdateWindow Noon = new() { Schedule = "0 12 * * *", Duration = TimeSpan.FromHours(2) };
    private static readonly DateTimeOffset Opening = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);

    [Test]
    public void What_runs_and_is_wanted_waits_for_nothing() => Assert.That(DecisionRules.Decide(Given.Settled(Manual())).Ready(), Does.StartWith("True InstallSucceeded"));

    [Test]
    public void A_change_is_planned_first()
    {
        Decision decision = DecisionRules.Decide(Changed(Manual()));
        Assert.That(decision.Step, Is.EqualTo(new Step.MakePlan(Upgrade, Digest)));
    }

    [Test]
    public void A_plan_waits_for_its_approval()
    {
        Decision decision = DecisionRules.Decide(Changed(Manual()) with { Plan = Plan() });
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.WakeAt, Is.Null);
            Assert.That(decision.Status.Plan, Is.EqualTo(Plan()));
            Assert.That(decision.Ready(), Is.EqualTo($"Unknown AwaitingApproval: upgrade of apps/web with chart web@1.0.0 (1 added, 2 changed, 0 removed) awaits approval: look at status.plan and set the annotation steersman.dev/approve: {Digest}"));
            Assert.That(decision.Status.Find(ConditionTypes.Reconciling)?.Reason, Is.EqualTo(Reasons.AwaitingApproval));
            Assert.That(decision.Status.ObservedGeneration, Is.EqualTo(2));
            Assert.That(decision.Event?.Reason, Is.EqualTo(Reasons.AwaitingApproval));
        });
    }

    [Test]
    public void A_plan_that_the_status_tells_already_is_not_made_again() =>
        Assert.That(DecisionRules.Decide(Changed(Manual(new HelmReleaseStatus { Plan = Plan() }))).Step, Is.Null);

    [Test]
    public void A_new_request_to_look_makes_it_again()
    {
        HelmReleaseStatus status = new() { Plan = Plan(), LastHandledReconcileAt = "t1" };
        Decision decision = DecisionRules.Decide(Changed(Manual(status, """{"annotations":{"steersman.dev/requestedAt":"t2"}}""")));
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.TypeOf<Step.MakePlan>());
            Assert.That(decision.Status.LastHandledReconcileAt, Is.EqualTo("t2"));
        });
    }

    [Test]
    public void The_annotation_with_the_digest_approves_it()
    {
        Decision decision = DecisionRules.Decide(Changed(Manual(new HelmReleaseStatus { Plan = Plan() }, Approving(Digest))));
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.EqualTo(Upgrade));
            Assert.That(decision.Status.LastHandledApprove, Is.EqualTo(Digest));
        });
    }

    [Test]
    public void An_approval_that_is_there_before_the_plan_needs_none() => Assert.That(DecisionRules.Decide(Changed(Manual(metadata: Approving(Digest)))).Step, Is.EqualTo(Upgrade));

    [Test]
    public void An_approval_of_another_plan_has_no_effect_and_is_told_once()
    {
        Decision decision = DecisionRules.Decide(Changed(Manual(new HelmReleaseStatus { Plan = Plan() }, Approving("sha256:other"))));
        Decision again = DecisionRules.Decide(Changed(Manual(decision.Status, Approving("sha256:other"))));
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.Event, Is.EqualTo(new Notice(IsWarning: true, Reasons.ApprovalIgnored, $"annotation steersman.dev/approve: \"sha256:other\" has no effect: the plan is {Digest}; look at status.plan and approve that")));
            Assert.That(decision.Status.Plan?.IgnoredApproval, Is.EqualTo("sha256:other"));
            Assert.That(decision.Ready(), Does.EndWith("; the annotation names sha256:other, which is another plan"));
            Assert.That(again.Event?.Reason, Is.EqualTo(Reasons.AwaitingApproval));
            Assert.That(again.Ready(), Is.EqualTo(decision.Ready()));
        });
    }

    [Test]
    public void The_approval_of_the_plan_before_is_no_approval_of_the_next()
    {
        HelmReleaseStatus status = new() { Plan = Plan(), LastHandledApprove = "sha256:before" };
        Decision decision = DecisionRules.Decide(Changed(Manual(status, Approving("sha256:before"))));
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.Event?.IsWarning, Is.False);
            Assert.That(decision.Ready(), Does.Not.Contain("another plan"));
        });
    }

    [Test]
    public void A_plan_is_for_its_base_revision_and_its_inputs()
    {
        Observation seen = Given.Settled();
        Assert.Multiple(() =>
        {
            Assert.That(Plans.Digest(seen, Given.Newer), Is.EqualTo(Digest));
            Assert.That(Plans.Digest(seen, Given.Newer with { Attempt = "attempt-3" }), Is.Not.EqualTo(Digest));
            Assert.That(Plans.Digest(seen with { History = Given.Stored(Given.Revision(2, "deployed", Given.Record())) }, Given.Newer), Is.Not.EqualTo(Digest));
            Assert.That(Plans.Digest(seen with { History = Given.Stored(Given.Revision(1, "deployed", Given.Record(made: Given.Newer))) }, Given.Newer), Is.Not.EqualTo(Digest));
            Assert.That(Plans.Digest(seen with { Now = Given.Now.AddDays(1) }, Given.Newer), Is.EqualTo(Digest));
        });
    }

    [Test]
    public void A_plan_that_is_for_something_else_by_now_is_forgotten()
    {
        HelmReleaseStatus status = new() { Plan = Plan(), NextWindowAt = Opening };
        Decision settled = DecisionRules.Decide(Given.Settled(Manual(status)));
        Decision held = DecisionRules.Decide(Given.Settled(Given.Release(spec => spec with { RollbackTo = new RollbackToSpec { Revision = 9 } }, status)) with { Desired = null });
        Assert.Multiple(() =>
        {
            Assert.That((settled.Status.Plan, settled.Status.NextWindowAt), Is.EqualTo(((PlanStatus?)null, (DateTimeOffset?)null)));
            Assert.That(held.Status.Plan, Is.Null);
        });
    }

    [Test]
    public void An_install_waits_as_well()
    {
        Decision decision = DecisionRules.Decide(Given.Settled(Manual()) with { History = History.Empty, Rollout = null });
        Assert.That(decision.Step, Is.TypeOf<Step.MakePlan>().With.Property("Change").EqualTo(new Step.PrepareRevision(OperationType.Install, Given.Wanted, "install")));
    }

    [Test]
    public void A_move_waits_as_well()
    {
        Observation seen = Changed(Manual());
        Decision decision = DecisionRules.Decide(seen with { Desired = Given.Newer with { Chart = Given.Chart with { Name = "shop" } } });
        Assert.That(decision.Step, Is.TypeOf<Step.MakePlan>().With.Property("Change").TypeOf<Step.PrepareMove>());
    }

    [Test]
    public void A_retry_of_what_was_begun_needs_no_further_approval()
    {
        Observation failed = Given.Failed(OperationType.Upgrade, Given.Release(spec => spec with { Approval = ApprovalMode.Manual, Upgrade = new UpgradeSpec { Strategy = new ActionStrategy { Name = ActionStrategyName.RetryOnFailure } } }));
        Assert.That(DecisionRules.Decide(failed with { Now = Given.Now.AddHours(1) }).Step, Is.TypeOf<Step.PrepareRevision>());
    }

    [Test]
    public void A_release_that_somebody_uninstalled_is_installed_again_without_approval_or_window()
    {
        HelmReleaseStatus status = new() { LastAttemptedDigest = Given.Wanted.Attempt };
        HelmRelease release = Given.Release(spec => spec with { Approval = ApprovalMode.Manual, UpdateWindows = [Evening] }, status);
        Assert.That(DecisionRules.Decide(Given.Settled(release) with { History = History.Empty }).Step, Is.TypeOf<Step.PrepareRevision>());
    }

    [Test]
    public void A_failed_revision_is_rolled_back_while_something_newer_waits_for_its_approval()
    {
        Observation failed = Given.Failed(OperationType.Upgrade, Manual()) with { Desired = Given.Newer };
        Assert.That(DecisionRules.Decide(failed).Step, Is.TypeOf<Step.PrepareRollback>());
    }

    [Test]
    public void A_failed_rollback_does_not_keep_what_is_newer_from_being_planned_and_is_tried_again_when_due()
    {
        Observation failed = Given.Failed(OperationType.Rollback, Manual()) with { Desired = Given.Newer };
        string digest = Plans.Digest(failed, Given.Newer);
        Decision decision = DecisionRules.Decide(failed with { Plan = Plan() with { Digest = digest } });
        Assert.Multiple(() =>
        {
            Assert.That(DecisionRules.Decide(failed).Step, Is.TypeOf<Step.MakePlan>());
            Assert.That(decision.Ready(), Does.StartWith("Unknown AwaitingApproval"));
            Assert.That(decision.WakeAt, Is.EqualTo(Given.Now.AddSeconds(30)));
            Assert.That(DecisionRules.Decide(failed with { Now = Given.Now.AddSeconds(30) }).Step, Is.TypeOf<Step.PrepareRollback>());
        });
    }

    [Test]
    public void A_revision_that_is_kept_although_it_failed_does_not_keep_what_is_newer_from_being_planned()
    {
        HelmRelease release = Given.Release(spec => spec with { Approval = ApprovalMode.Manual, Upgrade = new UpgradeSpec { Remediation = new UpgradeRemediationSpec { RemediateLastFailure = false } } });
        Assert.That(DecisionRules.Decide(Given.Failed(OperationType.Upgrade, release) with { Desired = Given.Newer }).Step, Is.TypeOf<Step.MakePlan>());
    }

    [Test]
    public void In_a_window_a_change_is_rolled_out() => Assert.That(DecisionRules.Decide(Changed(In(Noon, Evening))).Step, Is.EqualTo(Upgrade));

    [Test]
    public void Outside_of_every_window_it_is_planned_and_waits_until_one_opens()
    {
        Decision first = DecisionRules.Decide(Changed(In(Evening)));
        Decision decision = DecisionRules.Decide(Changed(In(Evening)) with { Plan = Plan() });
        Assert.Multiple(() =>
        {
            Assert.That(first.Step, Is.EqualTo(new Step.MakePlan(Upgrade, Digest)));
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.WakeAt, Is.EqualTo(Opening));
            Assert.That(decision.Status.NextWindowAt, Is.EqualTo(Opening));
            Assert.That(decision.Ready(), Is.EqualTo("Unknown AwaitingWindow: upgrade of apps/web with chart web@1.0.0 (1 added, 2 changed, 0 removed) waits for the update window that opens at 2026-03-01T20:00:00Z"));
            Assert.That(decision.Status.Find(ConditionTypes.Reconciling)?.Reason, Is.EqualTo(Reasons.AwaitingWindow));
            Assert.That(decision.Status.Plan?.Approved, Is.Null);
        });
    }

    [Test]
    public void At_the_opening_it_is_rolled_out() => Assert.That(DecisionRules.Decide(Changed(In(Evening)) with { Plan = Plan(), Now = Opening }).Step, Is.EqualTo(Upgrade));

    [Test]
    public void The_annotation_forceAt_opens_a_window() =>
        Assert.That(DecisionRules.Decide(Changed(In(Given.Release(metadata: """{"annotations":{"steersman.dev/requestedAt":"t","steersman.dev/forceAt":"t"}}"""), Evening))).Step, Is.TypeOf<Step.PrepareRevision>());

    [Test]
    public void The_annotation_forceAt_approves_nothing() =>
        Assert.That(DecisionRules.Decide(Changed(Manual(metadata: """{"annotations":{"steersman.dev/requestedAt":"t","steersman.dev/forceAt":"t"}}"""))).Step, Is.TypeOf<Step.MakePlan>());

    [Test]
    public void An_approval_outside_of_the_windows_is_kept_until_one_opens()
    {
        HelmRelease release = Manual(new HelmReleaseStatus { Plan = Plan() }, Approving(Digest));
        Decision approved = DecisionRules.Decide(Changed(In(release, Evening)));
        HelmRelease withoutAnnotation = Manual(approved.Status);
        Assert.Multiple(() =>
        {
            Assert.That(approved.Step, Is.Null);
            Assert.That(approved.Status.Plan?.Approved, Is.True);
            Assert.That(approved.Status.LastHandledApprove, Is.EqualTo(Digest));
            Assert.That(approved.Ready(), Does.StartWith("Unknown AwaitingWindow"));
            Assert.That(DecisionRules.Decide(Changed(In(withoutAnnotation, Evening)) with { Now = Opening }).Step, Is.EqualTo(Upgrade));
        });
    }

    [Test]
    public void What_is_not_approved_says_that_a_window_comes_after_that() =>
        Assert.That(DecisionRules.Decide(Changed(In(Manual(), Evening)) with { Plan = Plan() }).Ready(), Does.EndWith("; then it waits for the update window that opens at 2026-03-01T20:00:00Z"));

    [Test]
    public void A_retry_outside_of_the_windows_keeps_the_failure_in_sight()
    {
        HelmReleaseStatus status = new() { Conditions = [new Condition { Type = "Ready", Status = "False", Reason = "UpgradeFailed", Message = "broken", LastTransitionTime = Given.Now }] };
        HelmRelease release = Given.Release(spec => spec with { UpdateWindows = [Evening], Upgrade = new UpgradeSpec { Strategy = new ActionStrategy { Name = ActionStrategyName.RetryOnFailure } } }, status);
        Decision decision = DecisionRules.Decide(Given.Failed(OperationType.Upgrade, release) with { Now = Given.Now.AddHours(1) });
        Assert.Multiple(() =>
        {
            Assert.That(decision.Step, Is.Null);
            Assert.That(decision.Ready(), Is.EqualTo("False UpgradeFailed: broken"));
            Assert.That(decision.WakeAt, Is.EqualTo(Opening));
        });
    }

    [TestCase(OperationType.Upgrade)]
    [TestCase(OperationType.Rollback)]
    public void What_has_begun_goes_on_after_the_window(OperationType type) =>
        Assert.That(DecisionRules.Decide(Given.Running(type, OperationPhase.Apply, release: In(Manual(), Evening))).Step, Is.TypeOf<Step.ApplyObjects>());

    [TestCase(OperationType.Upgrade)]
    [TestCase(OperationType.Rollback)]
    public void A_change_that_has_to_wait_stops_no_operation(OperationType type) =>
        Assert.Multiple(() =>
        {
            Observation running = Given.Running(type, OperationPhase.Wait) with { Desired = Given.Newer };
            Assert.That(DecisionRules.Decide(running).Step, Is.TypeOf<Step.FailRevision>(), "one that may begin does");
            Assert.That(DecisionRules.Decide(running with { Release = Manual() }).Step, Is.Null);
            Assert.That(DecisionRules.Decide(running with { Release = In(Evening) }).Step, Is.Null);
            Assert.That(DecisionRules.Decide(running with { Release = In(Noon) }).Step, Is.TypeOf<Step.FailRevision>());
        });

    [Test]
    public void A_rollback_waits_for_no_window() => Assert.That(DecisionRules.Decide(Given.Failed(OperationType.Upgrade, In(Evening))).Step, Is.TypeOf<Step.PrepareRollback>());

    [Test]
    public void A_deletion_waits_for_nothing() =>
        Assert.That(DecisionRules.Decide(Given.Settled(In(Manual(metadata: """{"deletionTimestamp":"2026-03-01T12:00:00Z"}"""), Evening))).Step, Is.TypeOf<Step.PrepareUninstall>());

    [Test]
    public void What_was_refused_before_and_is_not_any_more_is_planned()
    {
        HelmReleaseStatus status = new() { Rejected = new RejectedStatus { Digest = Given.Newer.Attempt, Reason = "Refused", Since = Given.Now, Tries = 1 }, NextRetryAt = Given.Now };
        Decision decision = DecisionRules.Decide(Changed(Manual(status)) with { Plan = Plan() });
        Assert.That((decision.Status.Rejected, decision.Status.NextRetryAt, decision.Status.Plan), Is.EqualTo(((RejectedStatus?)null, (DateTimeOffset?)null, Plan())));
    }

    private static Observation Changed(HelmRelease release) => Given.Settled(release) with { Desired = Given.Newer };

    private static HelmRelease Manual(HelmReleaseStatus? status = null, string? metadata = null) => Given.Release(spec => spec with { Approval = ApprovalMode.Manual }, status, metadata);

    private static HelmRelease In(params UpdateWindow[] windows) => In(Given.Release(), windows);

    private static HelmRelease In(HelmRelease release, params UpdateWindow[] windows) => release with { Spec = release.Spec with { UpdateWindows = windows } };

    private static string Approving(string digest) => $$$"""{"annotations":{"steersman.dev/approve":"{{{digest}}}"}}""";

    private static PlanStatus Plan() => new() { Digest = Digest, Type = OperationType.Upgrade, BaseRevision = 1, Chart = "web", Version = "1.0.0", Added = 1, Changed = 2 };
}
